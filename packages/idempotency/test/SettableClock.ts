/** A clock that a test can set; setting it does not change elapsed time. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

export interface SettableClock {
  /** Sets the clock ahead of the true time by some hours, or behind it if negative. */
  readonly set: (hours: number) => Effect.Effect<void>
  /** Lets time pass, in addition to the time that passes anyway. */
  readonly pass: (time: Duration.DurationInput) => Effect.Effect<void>
}

/** Runs a test with such a clock in place of the clock that it has. */
export const use = <A, E, R>(test: (clock: SettableClock) => Effect.Effect<A, E, R>) =>
  Effect.clockWith((clock) => {
    let ahead = 0
    let passed = 0
    const millis = () => clock.unsafeCurrentTimeMillis() + passed + ahead
    const nanos = () => clock.unsafeCurrentTimeNanos() + BigInt(passed) * 1_000_000n
    const settable: typeof clock = Object.assign(Object.create(clock), {
      unsafeCurrentTimeMillis: millis,
      currentTimeMillis: Effect.sync(millis),
      unsafeCurrentTimeNanos: nanos,
      currentTimeNanos: Effect.sync(nanos)
    })
    return Effect.withClock(
      test({
        set: (hours) => Effect.sync(() => void (ahead = hours * 3_600_000)),
        pass: (time) => Effect.sync(() => void (passed += Duration.toMillis(time)))
      }),
      settable
    )
  })
