/** What stands between the calls of a program and one provider: breaker, then bulkhead, then the retry loop within its budget. */
import * as Effect from "effect/Effect"
import * as Breaker from "./Breaker.js"
import * as Budget from "./Budget.js"
import * as Bulkhead from "./Bulkhead.js"
import type { Failed, Failure } from "./Failure.js"
import type { Policy } from "./Policy.js"
import * as Retry from "./Retry.js"

/** Runs attempts as calls to the provider. */
export interface Load {
  readonly read: <A>(attempt: Effect.Effect<A, Failure>) => Effect.Effect<A, Failed>
  readonly post: <A>(attempt: Effect.Effect<A, Failure>) => Effect.Effect<A, Failed>
}

/** One for each provider, so that the trouble of one never slows another. */
export const make = (policy: Policy): Effect.Effect<Load> =>
  Effect.gen(function* () {
    const breaker = yield* Breaker.make(policy)
    const budget = yield* Budget.make(policy)
    const { admit, run } = yield* Bulkhead.make(policy)
    return {
      read: (attempt) =>
        breaker.protect((isProbe) =>
          admit(
            budget.open((account) =>
              Retry.read(attempt, isProbe ? { ...policy, attempts: 1 } : policy, { account, run })
            )
          )
        ),
      post: (attempt) => breaker.protect(() => admit(Retry.once(attempt, policy, { run })))
    }
  })
