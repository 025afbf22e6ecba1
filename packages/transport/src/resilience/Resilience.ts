/** Protects a program and one provider from each other's failures: breaker, bulkhead, retries within a budget, and one deadline. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CallFailure, ExchangeFailure } from "../exchange/ExchangeFailure.js"
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
 * Make one for each provider, so that one failing provider never slows another. Breaker, budget and bulkhead are plain state; a call
 * enters and leaves all of them together, also when it is interrupted, so a call that succeeds at once costs little more than its request.
 *
 * An attempt limits its own time to its argument in milliseconds, which costs the fast exchange one timer. All other waits, for a place
 * and before retries, use Effect's clock and begin only when a call has to wait.
 */
export const make = (policy: Policy): Resilience => {
  const breaker = Breaker.make(policy)
  const budget = Budget.make(policy)
  const bulkhead = Bulkhead.make(policy)
  const retry = Retry.make(policy, bulkhead.run)
  const retryProbe = Retry.make({ ...policy, attempts: 1 }, bulkhead.run)

  return {
    call: <A>(attempt: Retry.Attempt<A>, isRetried: boolean) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.clockWith((clock) => {
          const start = Monotonic.of(clock)
          const admission = breaker.admit(start)
          if (typeof admission !== "string") return Effect.fail(admission)
          const refused = retry.expired ?? bulkhead.enter()
          if (refused !== undefined) {
            breaker.fail(admission, Cause.fail(refused), start)
            return Effect.fail(refused)
          }
          const account = isRetried ? budget.open() : undefined
          let holdsPlace = bulkhead.take()

          const releasePlace = () => {
            if (holdsPlace) bulkhead.release()
            holdsPlace = false
          }

          // A post has the whole deadline for its one request.
          const request = isRetried ? retry.limited(attempt) : attempt
          const { deadlineMs } = retry
          const first = holdsPlace ? Effect.suspend(() => request(deadlineMs)) : bulkhead.run(request, deadlineMs)
          const succeed = (value: A) => {
            releasePlace()
            bulkhead.leave()
            account?.succeed()
            account?.close()
            breaker.succeed(admission)
            return Effect.succeed(value)
          }
          const fail = (cause: Cause.Cause<CallFailure>) => {
            releasePlace()
            bulkhead.leave()
            account?.close()
            breaker.fail(admission, cause, Monotonic.of(clock))
            return Effect.failCause(cause)
          }
          const failFirst = (cause: Cause.Cause<ExchangeFailure>) => {
            const failure = Cause.failureOption(cause)
            if (Option.isNone(failure) || account === undefined || Cause.isInterrupted(cause))
              return fail(Cause.map(cause, (failure) => Retry.withAttempts(failure, 1)))
            // Others may use the place while this call waits before its retry.
            releasePlace()
            const again = (admission === "probe" ? retryProbe : retry).again(failure.value, request, account, start)
            return Effect.matchCauseEffect(restore(again), { onSuccess: succeed, onFailure: fail })
          }
          return Effect.matchCauseEffect(restore(first), { onSuccess: succeed, onFailure: failFirst })
        })
      )
  }
}
