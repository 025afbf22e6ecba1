/** The time limits of store operations, and how they are retried. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { StoreFailure } from "./store/IdempotencyStore.js"

/** How long a store operation may take: longer than a failover should take, shorter than a caller waits. */
export const deadline = Duration.seconds(5)

/** How often the owner of a claim renews its lease. */
export const heartbeat = Duration.seconds(3)

/** How long a claim counts as alive: longer than a slow claim, a pause and a slow heartbeat together. */
export const lease = Duration.seconds(15)

/** How long a key stays reserved when its post never reported an outcome. */
export const reservation = Duration.days(7)

/** How long storing an outcome is retried while the store fails. */
export const persistence = Duration.minutes(1)

/** Fails after the deadline, even when the operation cannot be interrupted. */
export const timely = <A>(operation: Effect.Effect<A, StoreFailure>) =>
  operation.pipe(
    Effect.disconnect,
    Effect.timeoutFail({
      duration: deadline,
      onTimeout: () => new StoreFailure({ problem: "it did not respond in time" })
    })
  )

/** Retries an operation that fails. Only for operations of a claim's owner, because they are idempotent. */
export const persistent = <A>(operation: Effect.Effect<A, StoreFailure>) =>
  Effect.retry(
    timely(operation),
    Schedule.exponential("100 millis").pipe(Schedule.union(Schedule.spaced(heartbeat)), Schedule.upTo(persistence))
  )

/** Measures elapsed time by both clocks and takes the longer one: an operator may set one back, and the other stands still while a machine sleeps. */
export const stopwatch = Effect.map(Effect.all([Clock.currentTimeMillis, Clock.currentTimeNanos]), ([millis, nanos]) =>
  Effect.zipWith(Clock.currentTimeMillis, Clock.currentTimeNanos, (nowMillis, nowNanos) =>
    Duration.max(Duration.millis(nowMillis - millis), Duration.nanos(nowNanos - nanos))
  )
)
