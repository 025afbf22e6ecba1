/** The one retry loop of the stack: reads only, within one deadline, never before the provider allows. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { type Failed, type Failure, timeout } from "./Failure.js"
import * as Policy from "./Policy.js"

/** Tries a read until it succeeds, fails for good, or the deadline comes. A wait that would pass the deadline is not begun. */
export const read = <A>(attempt: Effect.Effect<A, Failure>, policy: Policy.Policy): Effect.Effect<A, Failed> =>
  Effect.flatMap(monotonic, (start) => {
    const left = Effect.map(monotonic, (now) => start + Duration.toMillis(policy.deadline) - now)
    const go = (attempts: number): Effect.Effect<A, Failed> =>
      Effect.gen(function* () {
        const remaining = yield* left
        if (remaining <= 0) return yield* Effect.fail({ ...late(policy.deadline), attempts: attempts - 1 })
        const limit = Math.min(Duration.toMillis(policy.attemptTimeout), remaining)
        const result = yield* Effect.either(within(attempt, limit))
        if (result._tag === "Right") return result.right
        const failed = { ...result.left, attempts }
        if (failed.transient !== true || attempts >= policy.attempts) return yield* Effect.fail(failed)
        const wait = yield* pause(policy, failed)
        if (wait >= (yield* left)) return yield* Effect.fail(failed)
        yield* Effect.sleep(wait)
        return yield* go(attempts + 1)
      })
    return go(1)
  })

/** Sends once, whatever happens, within the deadline. */
export const once = <A>(attempt: Effect.Effect<A, Failure>, policy: Policy.Policy): Effect.Effect<A, Failed> => {
  const limit = Duration.toMillis(policy.deadline)
  return limit <= 0
    ? Effect.fail({ ...late(limit), unsent: true, attempts: 0 })
    : Effect.mapError(within(attempt, limit), (failure) => ({ ...failure, attempts: 1 }))
}

const within = <A>(attempt: Effect.Effect<A, Failure>, millis: number): Effect.Effect<A, Failure> =>
  Effect.timeoutFail(attempt, { duration: millis, onTimeout: () => late(millis) })

const late = (limit: Duration.DurationInput): Failure =>
  timeout(`no whole answer within ${Duration.format(Duration.decode(limit))}`)

// Full jitter; what the provider asked for is a lower bound, with a little on top so that callers do not return together.
const pause = (policy: Policy.Policy, { attempts, retryAfterMs }: Failed): Effect.Effect<number> =>
  Effect.map(Random.next, (random) =>
    retryAfterMs === undefined
      ? random * Policy.ceiling(policy, attempts)
      : retryAfterMs + random * Duration.toMillis(policy.backoff.base)
  )

/** Milliseconds that no change of the wall clock moves. */
const monotonic = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos / 1_000_000n))
