/** The bounds of the time that a store uses. */
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as SettableClock from "./SettableClock.js"
import * as StoreClock from "../src/store/StoreClock.js"

const hour = 3_600_000

/** The bounds now, in hours since the start of the test; `newest` is the age of the newest record. */
const reader = (newest?: number) =>
  Effect.gen(function* () {
    const clock = yield* StoreClock.make
    const start = yield* Clock.currentTimeMillis
    const found = Effect.succeed(newest === undefined ? undefined : start + newest * hour)
    return Effect.flatMap(Clock.currentTimeMillis, (now) => clock(now, found)).pipe(
      Effect.map(({ earliest, latest, now }) => [earliest, now, latest].map((time) => (time - start) / hour))
    )
  })

describe("the bounds", () => {
  it.effect("are all the time of a clock that is never set", () =>
    Effect.gen(function* () {
      const read = yield* reader()
      for (const hours of [0, 1, 2]) {
        assert.deepStrictEqual(yield* read, [hours, hours, hours])
        yield* TestClock.adjust("1 hours")
      }
    })
  )

  it.effect("follow elapsed time when the clock is set ahead or behind, and the clock when it is right again", () =>
    SettableClock.use(({ set }) =>
      Effect.gen(function* () {
        const read = yield* reader()
        yield* read
        yield* TestClock.adjust("1 hours")
        yield* set(25)
        assert.deepStrictEqual(yield* read, [1, 26, 26])
        yield* set(-25)
        assert.deepStrictEqual(yield* read, [-24, -24, 1])
        yield* set(0)
        yield* TestClock.adjust("1 hours")
        assert.deepStrictEqual(yield* read, [2, 2, 2])
      })
    )
  )

  it.effect("start no later than the newest record, because the clock may be ahead when a server starts", () =>
    Effect.gen(function* () {
      const read = yield* reader(-3)
      assert.deepStrictEqual(yield* read, [-3, 0, 0])
      yield* TestClock.adjust("1 hours")
      assert.deepStrictEqual(yield* read, [-2, 1, 1])
      assert.deepStrictEqual(yield* yield* reader(3), [0, 0, 3], "the clock is behind, or was ahead")
    })
  )

  it.effect("stay as they are when two programs ask for the first time at once", () =>
    SettableClock.use(({ set }) =>
      Effect.gen(function* () {
        const clock = yield* StoreClock.make
        const slow = Effect.delay(Effect.succeed(undefined), "1 seconds")
        const first = yield* Effect.fork(clock(0, slow))
        yield* TestClock.adjust("500 millis")
        const second = yield* Effect.fork(clock(25 * hour, slow))
        yield* set(25)
        yield* TestClock.adjust("2 seconds")
        yield* first.await
        yield* second.await
        assert.isBelow((yield* clock(50 * hour, Effect.succeed(undefined))).earliest, hour)
      })
    )
  )
})
