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
  /** Tries until an attempt succeeds or fails for good, or the deadline comes. `start` is when the call began, monotonic, in milliseconds. */
  readonly repeat: <A>(
    attempt: Attempt<A>,
    account: Pick<Account, "take">,
    start: number
  ) => Effect.Effect<A, CallFailure>
  /** Tries once, within the whole deadline. */
  readonly once: <A>(attempt: Attempt<A>) => Effect.Effect<A, CallFailure>
}

/** Only a first attempt that fails enters the loop; one that succeeds costs no more than without it. */
export const make = (policy: Policy.Policy, run: Run): Retry => {
  const attemptMs = Duration.toMillis(policy.attemptTimeout)
  const deadlineMs = Duration.toMillis(policy.deadline)
  const baseMs = Duration.toMillis(policy.backoff.base)
  const expired: ExchangeFailure = late(deadlineMs)

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

  const repeat = <A>(attempt: Attempt<A>, account: Pick<Account, "take">, start: number) => {
    const limited: Attempt<A> = (millis) => attempt(Math.min(millis, attemptMs))
    const left = Effect.map(Monotonic.now, (now) => start + deadlineMs - now)

    const again = (failure: ExchangeFailure, attempts: number): Effect.Effect<A, CallFailure> =>
      Effect.gen(function* () {
        const failed = { ...failure, attempts: sent(attempts, failure) }
        const wait = yield* pause(failed)
        // A wait that would pass the deadline is not begun.
        if (!mayRetry(policy, failed) || wait >= (yield* left)) return yield* Effect.fail(failed)
        if (!account.take(failed)) return yield* Effect.fail(failed)
        yield* Effect.sleep(wait)
        const remaining = yield* left
        if (remaining <= 0) return yield* Effect.fail({ ...expired, attempts })
        return yield* Effect.catchAll(run(limited, remaining), (failure) => again(failure, attempts + 1))
      })

    return deadlineMs <= 0
      ? Effect.fail({ ...expired, attempts: 0 })
      : Effect.catchAll(run(limited, deadlineMs), (failure) => again(failure, 1))
  }

  return {
    repeat,
    once: (attempt) =>
      deadlineMs <= 0
        ? Effect.fail({ ...expired, unsent: true, attempts: 0 })
        : Effect.mapError(run(attempt, deadlineMs), (failure) => ({ ...failure, attempts: sent(1, failure) }))
  }
}

/** An attempt that never started is not counted. */
const sent = (attempts: number, { notStarted }: ExchangeFailure): number =>
  notStarted === true ? attempts - 1 : attempts

const mayRetry = (policy: Policy.Policy, failed: CallFailure): boolean =>
  failed.transient === true && (failed.attempts < policy.attempts || isFree(failed))

/** A closed keep-alive connection says nothing about the provider: the first time, one more attempt is free, even where retries are off. */
const isFree = ({ attempts, stale }: CallFailure): boolean => stale === true && attempts === 1
