/** The one retry loop of the stack: for operations that may be repeated, within one deadline, and never before the provider allows it. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { CallFailure, ExchangeFailure } from "../exchange/ExchangeFailure.js"
import { late } from "../exchange/HttpExchange.js"
import type { Account } from "./Budget.js"
import * as Monotonic from "./Monotonic.js"
import * as Policy from "./Policy.js"

/** Sends one request, which fails with `Timeout` when it takes longer than `millis`. */
export type Attempt<A> = (millis: number) => Effect.Effect<A, ExchangeFailure>

/** Starts an attempt when there is room for it; `millis` includes the wait for room. */
export type Run = <A>(attempt: Attempt<A>, millis: number) => Effect.Effect<A, ExchangeFailure>

/** The loop with the numbers of a policy. */
export interface Retry {
  /** What a call fails with that has no time at all. */
  readonly expired: CallFailure | undefined
  /** The whole call's time, in milliseconds. */
  readonly deadlineMs: number
  /** The same attempt within the time of one attempt. */
  readonly limited: <A>(attempt: Attempt<A>) => Attempt<A>
  /** Goes on after `failure` of the first attempt; `attempt` is limited. `start` is when the call began, monotonic, in milliseconds. */
  readonly again: <A>(
    failure: ExchangeFailure,
    attempt: Attempt<A>,
    account: Pick<Account, "take">,
    start: number
  ) => Effect.Effect<A, CallFailure>
}

/** The loop begins when a first attempt has failed, so that one that succeeds does not pay for it. */
export const make = (policy: Policy.Policy, run: Run): Retry => {
  const attemptMs = Duration.toMillis(policy.attemptTimeout)
  const deadlineMs = Duration.toMillis(policy.deadline)
  const baseMs = Duration.toMillis(policy.backoff.base)
  const expired = late(deadlineMs)

  // A person set the deadline, and not what was left of it when the last attempt began.
  const withDeadline = (failure: ExchangeFailure, remaining: number): ExchangeFailure =>
    failure.problem === late(remaining).problem ? { ...failure, problem: expired.problem ?? "" } : failure

  // Full jitter. What the provider asks for is a lower bound, with a little on top so that callers do not return together.
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
          const wait = yield* pause(failed)
          // A wait that would pass the deadline is not begun.
          if (!mayRetry(policy, failed) || wait >= (yield* left)) return yield* Effect.fail(failed)
          if (!account.take(failed)) return yield* Effect.fail(failed)
          yield* Effect.sleep(wait)
          const remaining = yield* left
          if (remaining <= 0) return yield* Effect.fail({ ...expired, attempts })
          return yield* Effect.catchAll(run(attempt, remaining), (failure) =>
            again(remaining < attemptMs ? withDeadline(failure, remaining) : failure, attempts + 1)
          )
        })

      return again(first, 1)
    }
  }
}

/** The failure of a call after so many attempts. The last one does not count if it never started. */
export const withAttempts = (failure: ExchangeFailure, attempts: number): CallFailure => ({
  ...failure,
  attempts: failure.notStarted === true ? attempts - 1 : attempts
})

const mayRetry = (policy: Policy.Policy, failed: CallFailure): boolean =>
  failed.transient === true && (failed.attempts < policy.attempts || isFree(failed))

/** A closed keep-alive connection says nothing about the provider: the first time, one more attempt is free, even where retries are off. */
const isFree = ({ attempts, stale }: CallFailure): boolean => stale === true && attempts === 1
