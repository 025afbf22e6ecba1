/** Bounds of the current time: a clock that is wrong, or is set while a server runs, must not end a key early. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** The current time as a store sees it, in epoch milliseconds. */
export interface Bounds {
  /** What the clock says. Leases follow it. */
  readonly now: number
  /** Not later than the true time: records are forgotten by it. */
  readonly earliest: number
  /** Not earlier than the true time: new records are dated by it. */
  readonly latest: number
}

/** Bounds the time that a clock says. `newest` gives the time of the newest record, and is used only the first time. */
export type StoreClock = <E>(now: number, newest: Effect.Effect<number | undefined, E>) => Effect.Effect<Bounds, E>

/**
 * The bounds follow elapsed time, which setting a clock does not change. They start at what the clock says, or at the newest record, because
 * the clock may already be wrong.
 */
export const make: Effect.Effect<StoreClock> = Effect.sync(() => {
  let start: ReturnType<typeof startAt> | undefined
  return (now, newest) =>
    Effect.gen(function* () {
      const nanos = yield* Clock.currentTimeNanos
      const first = start ?? startAt(now, (yield* newest) ?? now, nanos)
      start ??= first
      const elapsed = Number((nanos - first.nanos) / 1_000_000n)
      return {
        now,
        earliest: Math.min(now, first.earliest + elapsed),
        latest: Math.max(now, first.latest + elapsed)
      }
    })
})

const startAt = (now: number, newest: number, nanos: bigint) => ({
  earliest: Math.min(now, newest),
  latest: Math.max(now, newest),
  nanos
})
