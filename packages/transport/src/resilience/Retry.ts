/** The only retry loop: for operations that may be repeated, within one deadline, and never before the provider allows it. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { type CallFailure, type ExchangeFailure, isNotDelivered } from "../exchange/ExchangeFailure.js"
import { late } from "../exchange/HttpExchange.js"
import * as AttemptLimit from "./AttemptLimit.js"
import type { Account } from "./Budget.js"
import * as Monotonic from "./Monotonic.js"
import * as Policy from "./Policy.js"

/** Sends one request, which fails with `Timeout` when it takes longer than `millis`. */
export type Attempt<A> = (millis: number) => Effect.Effect<A, ExchangeFailure>

/** Starts an attempt when the bulkhead has a place for it; `millis` includes that wait. */
export type Run = <A>(attempt: Attempt<A>, millis: number) => Effect.Effect<A, ExchangeFailure>

/** The retry loop with the numbers of a policy. */
export interface Retry {
  /** The failure of every call if the deadline is zero. */
  readonly expired: CallFailure | undefined
  /** The time of a whole call, in milliseconds. */
  readonly deadlineMs: number
  /** The same attempt with at most the time of one attempt. */
  readonly limited: <A>(attempt: Attempt<A>) => Attempt<A>
  /** Retries after `failure` of the first attempt; `attempt` is limited. `start` is when the call began, monotonic, in milliseconds. */
  readonly again: <A>(
    failure: ExchangeFailure,
    attempt: Attempt<A>,
    account: Pick<Account, "take">,
    start: number
  ) => Effect.Effect<A, CallFailure>
}

/** The loop begins when the first attempt has failed, so that a call that succeeds at once does not pay for it. */
export const make = (policy: Policy.Policy, run: Run): Retry => {
  const attemptMs = Duration.toMillis(policy.attemptTimeout)
  const deadlineMs = Duration.toMillis(policy.deadline)
  const baseMs = Duration.toMillis(policy.backoff.base)
  const expired = late(deadlineMs)

  // The error names the deadline that was configured, and not the rest of it that the last attempt had.
  const withDeadline = (failure: ExchangeFailure, remaining: number): ExchangeFailure =>
    failure.problem === late(remaining).problem ? { ...failure, problem: expired.problem ?? "" } : failure

  // Full jitter. A wait that the provider asks for is a lower bound, with a little more so that callers do not return together.
  const pause = (failed: CallFailure): Effect.Effect<number> => {
    const { attempts, retryAfterMs } = failed
    if (isFree(failed)) return Effect.succeed(0)
    return Effect.map(Random.next, (random) =>
      Math.round(
        retryAfterMs === undefined ? random * Policy.ceiling(policy, attempts) : retryAfterMs + random * baseMs
      )
    )
  }

  const limited: Retry["limited"] = (attempt) => (millis) => attempt(Math.min(millis, attemptMs))

  return {
    expired: deadlineMs <= 0 ? { ...expired, unsent: true, attempts: 0 } : undefined,
    deadlineMs,
    limited,
    again: <A>(first: ExchangeFailure, attempt: Attempt<A>, account: Pick<Account, "take">, start: number) => {
      const left = Effect.map(Monotonic.now, (now) => start + deadlineMs - now)
      const again = (failure: ExchangeFailure, attempts: number): Effect.Effect<A, CallFailure> =>
        Effect.gen(function* () {
          const failed = withAttempts(failure, attempts)
          const limit = Math.min(policy.attempts, yield* AttemptLimit.current)
          const wait = yield* pause(failed)
          // A wait past the deadline would be useless.
          if (!mayRetry(limit, failed) || wait >= (yield* left)) return yield* Effect.fail(failed)
          if (!account.take(failed)) return yield* Effect.fail(failed)
          yield* Effect.sleep(wait)
          const remaining = yield* left
          const mayHaveArrived = !isNotDelivered(failed)
          if (remaining <= 0) return yield* Effect.fail({ ...expired, mayHaveArrived, attempts })
          return yield* Effect.catchAll(run(attempt, remaining), (next) =>
            again({ ...(remaining < attemptMs ? withDeadline(next, remaining) : next), mayHaveArrived }, attempts + 1)
          )
        })

      return again(first, 1)
    }
  }
}

/** The failure of a call after `attempts` attempts. The last one does not count if it never started. */
export const withAttempts = (failure: ExchangeFailure, attempts: number): CallFailure => ({
  ...failure,
  attempts: failure.notStarted === true ? attempts - 1 : attempts
})

const mayRetry = (limit: number, failed: CallFailure): boolean =>
  failed.transient === true && (failed.attempts < limit || isFree(failed))

/** A closed keep-alive connection says nothing about the provider: after the first attempt, one more is free, even if retries are off. */
const isFree = ({ attempts, stale }: CallFailure): boolean => stale === true && attempts === 1
