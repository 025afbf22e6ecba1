/** What stands between the calls of a program and one provider: breaker, bulkhead, retries within a budget, and one deadline. */
import * as Effect from "effect/Effect"
import type { CallFailure } from "../exchange/ExchangeFailure.js"
import * as Breaker from "./Breaker.js"
import * as Budget from "./Budget.js"
import * as Bulkhead from "./Bulkhead.js"
import * as Monotonic from "./Monotonic.js"
import type { Policy } from "./Policy.js"
import * as Retry from "./Retry.js"

/** Runs attempts as calls to one provider. */
export interface Resilience {
  /** `isRetried`: whether the operation may be repeated; if not, exactly one request is sent. */
  readonly call: <A>(attempt: Retry.Attempt<A>, isRetried: boolean) => Effect.Effect<A, CallFailure>
}

/**
 * One for each provider, so that the trouble of one never slows another. Breaker, budget and bulkhead are plain state; a call enters them
 * together and leaves them together, also when it is interrupted, so a call that succeeds at once costs little more than its request.
 *
 * Time: an attempt keeps to the milliseconds that it is given, which costs the lean exchange one timer. All other waits, for room and
 * before retries, are on Effect's clock and begin only when a call has to wait.
 */
export const make = (policy: Policy): Resilience => {
  const breaker = Breaker.make(policy)
  const budget = Budget.make(policy)
  const bulkhead = Bulkhead.make(policy)
  const retry = Retry.make(policy, bulkhead.run)
  const probing = Retry.make({ ...policy, attempts: 1 }, bulkhead.run)

  return {
    call: (attempt, isRetried) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.clockWith((clock) => {
          const start = Monotonic.of(clock)
          const admission = breaker.admit(start)
          if (typeof admission !== "string") return Effect.fail(admission)
          const crowded = bulkhead.enter()
          const account = isRetried && crowded === undefined ? budget.open() : undefined
          const call =
            crowded !== undefined
              ? Effect.fail(crowded)
              : account === undefined
                ? retry.once(attempt)
                : (admission === "probe" ? probing : retry).repeat(attempt, account, start)
          return Effect.matchCauseEffect(restore(call), {
            onSuccess: (value) => {
              bulkhead.leave()
              account?.succeed()
              account?.close()
              breaker.succeed(admission)
              return Effect.succeed(value)
            },
            onFailure: (cause) => {
              if (crowded === undefined) bulkhead.leave()
              account?.close()
              breaker.fail(admission, cause, Monotonic.of(clock))
              return Effect.failCause(cause)
            }
          })
        })
      )
  }
}
