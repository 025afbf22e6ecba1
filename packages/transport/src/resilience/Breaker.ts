/** Stops calling a provider that is down: after several failed calls in a row it fails calls at once for a while, then lets one probe through. */
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import type { CallFailure } from "../exchange/ExchangeFailure.js"
import type { Policy } from "./Policy.js"

/** The state of one provider, so that one failing provider never stops calls to another. `now` is monotonic, in milliseconds. */
export interface Breaker {
  /** Admits a call, or returns the failure with which the call ends at once. Report every admitted call with `succeed` or `fail`. */
  readonly admit: (now: number) => Admission | CallFailure
  readonly succeed: (admission: Admission) => void
  readonly fail: (admission: Admission, cause: Cause.Cause<CallFailure>, now: number) => void
}

/** A probe is the one call that checks whether a provider has recovered; it sends only one request. */
export type Admission = "call" | "probe"

/** A breaker, which starts closed. */
export const make = ({ breaker }: Pick<Policy, "breaker">): Breaker => {
  const limit = breaker.failures
  const openMs = Duration.toMillis(breaker.open)
  const capMs = Duration.toMillis(breaker.cap)
  let failures = 0
  let openings = 0
  let openUntil: number | undefined
  let isProbing = false

  const close = () => {
    failures = 0
    openings = 0
    openUntil = undefined
  }

  /** Whether the result of this call counts: a call that began before the breaker opened does not. */
  const counts = (admission: Admission): boolean => {
    if (admission === "probe") isProbing = false
    return admission === "probe" || openUntil === undefined
  }

  return {
    admit: (now) => {
      if (openUntil === undefined) return "call"
      if (now < openUntil || isProbing) return open(Math.max(openUntil - now, 1000))
      isProbing = true
      return "probe"
    },
    succeed: (admission) => {
      if (counts(admission)) close()
    },
    fail: (admission, cause, now) => {
      if (!counts(admission) || Cause.isInterrupted(cause) || wasNotStarted(cause)) return
      if (!isDown(cause)) return close()
      failures += 1
      if (admission !== "probe" && failures < limit) return
      openings += 1
      openUntil = now + Math.min(openMs * openings, capMs)
    }
  }
}

/**
 * Whether the provider is down. The breaker counts calls and not attempts, so a failure followed by a successful retry does not count. A
 * provider that limits the rate or refuses a request is not down.
 */
const isDown = (cause: Cause.Cause<CallFailure>): boolean =>
  cause._tag === "Fail" &&
  cause.error.transient === true &&
  (cause.error.reason === "Unavailable" || cause.error.reason === "Timeout")

/** A call that the bulkhead refused says nothing about the provider. */
const wasNotStarted = (cause: Cause.Cause<CallFailure>): boolean =>
  cause._tag === "Fail" && cause.error.notStarted === true

const open = (retryAfterMs: number): CallFailure => ({
  reason: "Unavailable",
  origin: "provider",
  unsent: true,
  attempts: 0,
  retryAfterMs,
  problem: "it failed several times in a row, so no request is sent to it for a while"
})
