/** Time that does not jump with the wall clock, for waits and deadlines. */
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** Milliseconds since an arbitrary moment. */
export const now: Effect.Effect<number> = Effect.clockWith((clock) => Effect.succeed(of(clock)))

/** Milliseconds since an arbitrary moment, read from a given clock. */
export const of = (clock: Clock.Clock): number => Number(clock.unsafeCurrentTimeNanos() / 1_000_000n)
