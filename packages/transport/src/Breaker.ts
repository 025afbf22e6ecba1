/** Spares a provider that is down, and its callers the wait: after failures in a row it is not asked for a while, then by one probe. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Failed } from "./Failure.js"
import * as Monotonic from "./Monotonic.js"
import type { Policy } from "./Policy.js"

/** One of a provider's own: the trouble of one never stops the calls of another. */
export interface Breaker {
  /** Runs a call, or fails at once while the provider is spared. The call is told whether it is the probe, which tries only once. */
  readonly protect: <A>(call: (isProbe: boolean) => Effect.Effect<A, Failed>) => Effect.Effect<A, Failed>
}

/** A breaker that begins closed. */
export const make = ({ breaker }: Pick<Policy, "breaker">): Effect.Effect<Breaker> =>
  Effect.sync(() => {
    const { cap, failures: limit, open } = breaker
    let failures = 0
    let openings = 0
    let closedAgainAt: number | undefined
    let isProbing = false

    const close = () => {
      failures = 0
      openings = 0
      closedAgainAt = undefined
    }

    const trip = (now: number) => {
      openings += 1
      closedAgainAt = now + Math.min(Duration.toMillis(open) * openings, Duration.toMillis(cap))
    }

    const admit = Effect.flatMap(Monotonic.now, (now): Effect.Effect<Admission, Failed> => {
      if (closedAgainAt === undefined) return Effect.succeed("call")
      if (now < closedAgainAt || isProbing) return Effect.fail(spared(Math.max(closedAgainAt - now, 1000)))
      isProbing = true
      return Effect.succeed("probe")
    })

    const settle = (admission: Admission, exit: Exit.Exit<unknown, Failed>) =>
      Effect.map(Monotonic.now, (now) => {
        if (admission === "probe") isProbing = false
        else if (closedAgainAt !== undefined) return
        if (Exit.isInterrupted(exit) || isUnasked(exit)) return
        if (!isDown(exit)) return close()
        failures += 1
        if (admission === "probe" || failures >= limit) trip(now)
      })

    return {
      protect: (call) => Effect.acquireUseRelease(admit, (admission) => call(admission === "probe"), settle)
    }
  })

type Admission = "call" | "probe"

/** A call counts, not an attempt: what retries mend is no trouble. A provider that limits the rate or says no is not down. */
const isDown = (exit: Exit.Exit<unknown, Failed>): boolean =>
  Exit.match(exit, {
    onSuccess: () => false,
    onFailure: (cause) =>
      cause._tag === "Fail" &&
      cause.error.transient === true &&
      (cause.error.reason === "Unavailable" || cause.error.reason === "Timeout")
  })

/** A call that found no room tells nothing of the provider. */
const isUnasked = (exit: Exit.Exit<unknown, Failed>): boolean =>
  Exit.isFailure(exit) && exit.cause._tag === "Fail" && exit.cause.error.unasked === true

const spared = (retryAfterMs: number): Failed => ({
  reason: "Unavailable",
  origin: "provider",
  unsent: true,
  attempts: 0,
  retryAfterMs,
  problem: "it failed several times in a row and is not asked for a while"
})
