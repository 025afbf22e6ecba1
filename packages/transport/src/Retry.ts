/** The one retry loop of the stack: reads only, within one deadline, never before the provider allows. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { Account } from "./Budget.js"
import { type Failed, type Failure, timeout } from "./Failure.js"
import * as Monotonic from "./Monotonic.js"
import * as Policy from "./Policy.js"

/** What a call may use: retries from the budget, and room for a request. */
export interface Limits {
  readonly account: Account
  readonly run: <A>(request: Effect.Effect<A, Failure>, millis: number, late: Failure) => Effect.Effect<A, Failure>
}

/** Tries a read until it succeeds, fails for good, or the deadline comes. A wait that would pass the deadline is not begun. */
export const read = <A>(
  attempt: Effect.Effect<A, Failure>,
  policy: Policy.Policy,
  { account, run }: Limits
): Effect.Effect<A, Failed> =>
  Effect.flatMap(Monotonic.now, (start) => {
    const left = Effect.map(Monotonic.now, (now) => start + Duration.toMillis(policy.deadline) - now)
    const go = (attempts: number): Effect.Effect<A, Failed> =>
      Effect.gen(function* () {
        const remaining = yield* left
        if (remaining <= 0) return yield* Effect.fail({ ...late(policy.deadline), attempts: attempts - 1 })
        const result = yield* Effect.either(run(limited(attempt, policy), remaining, late(remaining)))
        if (result._tag === "Right") return yield* Effect.as(account.succeed, result.right)
        const failed = { ...result.left, attempts: asked(attempts, result.left) }
        const wait = yield* pause(policy, failed)
        if (!mayRetry(policy, failed) || wait >= (yield* left)) return yield* Effect.fail(failed)
        if (!(yield* account.take(failed))) return yield* Effect.fail(failed)
        yield* Effect.sleep(wait)
        return yield* go(attempts + 1)
      })
    return go(1)
  })

/** Sends once, whatever happens, within the deadline. */
export const once = <A>(
  attempt: Effect.Effect<A, Failure>,
  policy: Policy.Policy,
  { run }: Pick<Limits, "run">
): Effect.Effect<A, Failed> => {
  const limit = Duration.toMillis(policy.deadline)
  return limit <= 0
    ? Effect.fail({ ...late(limit), unsent: true, attempts: 0 })
    : Effect.mapError(run(attempt, limit, late(limit)), (failure) => ({ ...failure, attempts: asked(1, failure) }))
}

const limited = <A>(attempt: Effect.Effect<A, Failure>, { attemptTimeout }: Policy.Policy): Effect.Effect<A, Failure> =>
  Effect.timeoutFail(attempt, { duration: attemptTimeout, onTimeout: () => late(attemptTimeout) })

const late = (limit: Duration.DurationInput): Failure =>
  timeout(`no whole answer within ${Duration.format(Duration.decode(limit))}`)

/** What never began is not counted. */
const asked = (attempts: number, { unasked }: Failure): number => (unasked === true ? attempts - 1 : attempts)

const mayRetry = (policy: Policy.Policy, failed: Failed): boolean =>
  failed.transient === true && (failed.attempts < policy.attempts || isFree(failed))

/** A connection that was kept open and is closed by now says nothing of the provider: one more try at once, also where none are allowed. */
const isFree = ({ attempts, stale }: Failed): boolean => stale === true && attempts === 1

// Full jitter; what the provider asked for is a lower bound, with a little on top so that callers do not return together.
const pause = (policy: Policy.Policy, failed: Failed): Effect.Effect<number> => {
  const { attempts, retryAfterMs } = failed
  if (isFree(failed)) return Effect.succeed(0)
  return Effect.map(Random.next, (random) =>
    Math.round(
      retryAfterMs === undefined
        ? random * Policy.ceiling(policy, attempts)
        : retryAfterMs + random * Duration.toMillis(policy.backoff.base)
    )
  )
}
