/** The retry budget: how many retries it allows, over time and at the same time. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as Budget from "../../src/resilience/Budget.js"
import { type ExchangeFailure, timeout } from "../../src/exchange/ExchangeFailure.js"
import * as Policy from "../../src/resilience/Policy.js"

const unavailable: ExchangeFailure = { reason: "Unavailable", origin: "provider", transient: true }

const make = (changes: Partial<Policy.Policy["budget"]> = {}) =>
  Effect.sync(() => Budget.make({ budget: { ...Policy.defaults.budget, ...changes } }))

/** Opens an account for the duration of a call. */
const during = <A>(budget: Budget.Budget, call: (account: Effects) => Effect.Effect<A>) =>
  Effect.acquireUseRelease(
    Effect.sync(budget.open),
    (account) =>
      call({
        take: (failure) => Effect.sync(() => account.take(failure)),
        succeed: Effect.sync(() => account.succeed())
      }),
    (account) => Effect.sync(() => account.close())
  )

interface Effects {
  readonly take: (failure: ExchangeFailure) => Effect.Effect<boolean>
  readonly succeed: Effect.Effect<void>
}

/** How many of `calls` calls in a row, each of which fails, may try again. */
const granted = (budget: Budget.Budget, calls: number, failure: ExchangeFailure) =>
  Effect.map(
    Effect.replicateEffect(
      during(budget, ({ take }) => take(failure)),
      calls
    ),
    (all) => all.filter((may) => may).length
  )

describe("Budget", () => {
  it.effect("lets a hundred retries through, fifty after timeouts, and no more", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* granted(yield* make(), 1000, unavailable), 100)
      assert.strictEqual(yield* granted(yield* make(), 1000, timeout("late")), 50)
    })
  )

  it.effect("pays back a retry that succeeded, and a little for every call that needed no retry", () =>
    Effect.gen(function* () {
      const budget = yield* make({ tokens: 5 })
      const mended = during(budget, ({ succeed, take }) => Effect.zipLeft(take(unavailable), succeed))
      assert.deepStrictEqual(yield* Effect.replicateEffect(mended, 20), Array(20).fill(true))
      assert.strictEqual(yield* granted(budget, 5, unavailable), 1)
      yield* Effect.replicateEffect(
        during(budget, ({ succeed }) => succeed),
        5
      )
      assert.strictEqual(yield* granted(budget, 5, unavailable), 1)
    })
  )

  it.effect("never has more tokens than at the start", () =>
    Effect.gen(function* () {
      const budget = yield* make({ tokens: 10 })
      yield* Effect.replicateEffect(
        during(budget, ({ succeed }) => succeed),
        100
      )
      assert.strictEqual(yield* granted(budget, 100, unavailable), 2)
    })
  )

  it.effect("lets a fifth of the calls in flight retry at the same time, and at least three", () =>
    Effect.gen(function* () {
      for (const [calls, expected] of [
        [50, 10],
        [8, 3]
      ] as const) {
        const budget = yield* make()
        const fibers = yield* Effect.replicateEffect(
          Effect.fork(
            during(budget, ({ take }) =>
              Effect.zipRight(Effect.sleep("1 seconds"), Effect.zipLeft(take(unavailable), Effect.sleep("1 seconds")))
            )
          ),
          calls
        )
        yield* TestClock.adjust("2 seconds")
        const may = yield* Effect.forEach(fibers, Fiber.join)
        assert.strictEqual(may.filter((one) => one).length, expected)
      }
    })
  )
})
