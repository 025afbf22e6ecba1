/** The bulkhead: limits, waiting requests, and places that become free again. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as Bulkhead from "../../src/resilience/Bulkhead.js"
import { late } from "../../src/exchange/HttpExchange.js"

const make = Effect.sync(() => Bulkhead.make({ bulkhead: { inFlight: 2, queue: 3 } }))

/** A call with one request, which has `millis` for it. */
const call = ({ enter, leave, run }: Bulkhead.Bulkhead, request: Effect.Effect<void>, millis = 60_000) => {
  const limited = (left: number) => Effect.timeoutFail(request, { duration: left, onTimeout: () => late(left) })
  return Effect.acquireUseRelease(
    Effect.suspend(() => {
      const crowded = enter()
      return crowded === undefined ? Effect.void : Effect.fail(crowded)
    }),
    () => Effect.mapError(run(limited, millis), (failure) => ({ ...failure, attempts: 1 })),
    () => Effect.sync(leave)
  ).pipe(Effect.either)
}

describe("Bulkhead", () => {
  it.effect("never has more requests in flight than its limit, and runs waiting requests in turn", () =>
    Effect.gen(function* () {
      const bulkhead = yield* make
      let now = 0
      let most = 0
      const request = Effect.gen(function* () {
        most = Math.max(most, ++now)
        yield* Effect.sleep("1 seconds")
        now -= 1
      })
      const fibers = yield* Effect.replicateEffect(Effect.fork(call(bulkhead, request)), 5)
      yield* TestClock.adjust("3 seconds")
      const results = yield* Effect.forEach(fibers, Fiber.join)
      assert.isTrue(results.every(Either.isRight))
      assert.strictEqual(most, 2)
    })
  )

  it.effect("refuses a call at once when the queue is full, and says when to try again", () =>
    Effect.gen(function* () {
      const bulkhead = yield* make
      yield* Effect.replicateEffect(Effect.fork(call(bulkhead, Effect.never)), 5)
      yield* Effect.yieldNow()
      const fiber = yield* Effect.fork(call(bulkhead, Effect.void))
      yield* Effect.yieldNow()
      assert.isNotNull(fiber.unsafePoll(), "it waits")
      assert.deepInclude(Either.getOrThrow(Either.flip(yield* Fiber.join(fiber))), {
        reason: "Unavailable",
        unsent: true,
        attempts: 0,
        retryAfterMs: 1000
      })
    })
  )

  it.effect("distinguishes a request that never started from one that timed out", () =>
    Effect.gen(function* () {
      const bulkhead = yield* make
      const fibers = yield* Effect.replicateEffect(Effect.fork(call(bulkhead, Effect.never, 5000)), 3)
      yield* TestClock.adjust("5 seconds")
      const [first, second, third] = (yield* Effect.forEach(fibers, Fiber.join)).map((result) =>
        Either.getOrThrow(Either.flip(result))
      )
      assert.strictEqual(first?.reason, "Timeout")
      assert.strictEqual(second?.reason, "Timeout")
      assert.deepInclude(third, { reason: "Unavailable", unsent: true })
    })
  )

  it.effect("has room again after calls that failed or were interrupted", () =>
    Effect.gen(function* () {
      const bulkhead = yield* make
      for (let round = 0; round < 20; round++) {
        const fibers = yield* Effect.replicateEffect(Effect.fork(call(bulkhead, Effect.never, 1000)), 5)
        yield* Effect.yieldNow()
        if (round % 2 === 0) yield* Fiber.interruptAll(fibers)
        else yield* TestClock.adjust("1 seconds")
      }
      assert.isTrue(Either.isRight(yield* call(bulkhead, Effect.void)))
    })
  )
})
