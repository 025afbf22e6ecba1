/** The breaker: when it opens, when it lets a probe through, and when it closes. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as Breaker from "../../src/resilience/Breaker.js"
import type { CallFailure } from "../../src/exchange/ExchangeFailure.js"
import * as Monotonic from "../../src/resilience/Monotonic.js"
import * as Policy from "../../src/resilience/Policy.js"

const down: CallFailure = { reason: "Unavailable", origin: "provider", transient: true, attempts: 1 }

/** A call as `Resilience` makes it. */
const protect = <A>(breaker: Breaker.Breaker, call: (isProbe: boolean) => Effect.Effect<A, CallFailure>) =>
  Effect.acquireUseRelease(
    Effect.flatMap(Monotonic.now, (now) => {
      const admission = breaker.admit(now)
      return typeof admission === "string" ? Effect.succeed(admission) : Effect.fail(admission)
    }),
    (admission) => call(admission === "probe"),
    (admission, exit) =>
      Effect.map(Monotonic.now, (now) =>
        Exit.isSuccess(exit) ? breaker.succeed(admission) : breaker.fail(admission, exit.cause, now)
      )
  )

/** A breaker, and the calls that it let through. */
const counted = Effect.sync(() => {
  const breaker = Breaker.make(Policy.defaults)
  const through: Array<boolean> = []
  const call = <A>(effect: Effect.Effect<A, CallFailure>) =>
    Effect.either(
      protect(breaker, (isProbe) => {
        through.push(isProbe)
        return effect
      })
    )
  const fails = (failed: CallFailure = down) => call(Effect.fail(failed))
  const trip = Effect.replicateEffect(fails(), 5)
  return { through, call, fails, trip }
})

const problemOf = (result: Either.Either<unknown, CallFailure>) => Either.getOrThrow(Either.flip(result))

describe("Breaker", () => {
  it.effect("opens after five failed calls in a row, and says when to try again", () =>
    Effect.gen(function* () {
      const { fails, through, trip } = yield* counted
      yield* trip
      yield* TestClock.adjust("10 seconds")
      assert.deepInclude(problemOf(yield* fails()), {
        reason: "Unavailable",
        unsent: true,
        attempts: 0,
        retryAfterMs: 20_000
      })
      assert.strictEqual(through.length, 5)
    })
  )

  it.effect("starts counting again after every call that succeeds", () =>
    Effect.gen(function* () {
      const { call, fails, through } = yield* counted
      for (let round = 0; round < 3; round++) {
        yield* Effect.replicateEffect(fails(), 4)
        yield* call(Effect.void)
      }
      assert.strictEqual(through.length, 15)
    })
  )

  it.effect("does not count a refusal, a rate limit or an unreadable response", () =>
    Effect.gen(function* () {
      const { fails, through } = yield* counted
      for (const reason of ["NotFound", "Unauthorized", "RateLimited", "Malformed", "Rejected"] as const) {
        yield* Effect.replicateEffect(fails({ ...down, reason }), 6)
      }
      yield* Effect.replicateEffect(fails({ ...down, transient: false }), 6)
      assert.strictEqual(through.length, 36)
    })
  )

  it.effect("ignores a call that never started", () =>
    Effect.gen(function* () {
      const { fails, through, trip } = yield* counted
      const notStarted: CallFailure = { ...down, transient: false, notStarted: true, attempts: 0 }
      yield* Effect.replicateEffect(fails(), 4)
      yield* fails(notStarted)
      yield* fails()
      assert.strictEqual(problemOf(yield* fails()).attempts, 0)
      assert.strictEqual(through.length, 6)
      yield* trip
      yield* TestClock.adjust("30 seconds")
      yield* fails(notStarted)
      yield* fails()
      assert.deepStrictEqual(through.slice(6), [true, true])
    })
  )

  it.effect("lets one probe through, and all calls once it has succeeded", () =>
    Effect.gen(function* () {
      const { call, fails, through, trip } = yield* counted
      yield* trip
      yield* TestClock.adjust("30 seconds")
      const answer = yield* Deferred.make<null, CallFailure>()
      const probe = yield* Effect.fork(call(Deferred.await(answer)))
      yield* Effect.yieldNow()
      assert.isTrue(Either.isLeft(yield* fails()))
      assert.deepStrictEqual(through.slice(5), [true])
      yield* Deferred.succeed(answer, null)
      yield* Fiber.join(probe)
      assert.isTrue(Either.isRight(yield* call(Effect.void)))
      assert.deepStrictEqual(through.slice(5), [true, false])
    })
  )

  it.effect("waits longer after every probe that failed, up to five minutes", () =>
    Effect.gen(function* () {
      const { fails, through, trip } = yield* counted
      yield* trip
      for (let opening = 1; opening <= 12; opening++) {
        const seconds = Math.min(30 * opening, 300)
        yield* TestClock.adjust(`${seconds - 1} seconds`)
        assert.strictEqual(problemOf(yield* fails()).attempts, 0)
        yield* TestClock.adjust("1 seconds")
        yield* fails()
        assert.strictEqual(through.length, 5 + opening)
      }
    })
  )

  it.effect("lets another probe through when one was interrupted", () =>
    Effect.gen(function* () {
      const { call, fails, through, trip } = yield* counted
      yield* trip
      yield* TestClock.adjust("30 seconds")
      const probe = yield* Effect.fork(call(Effect.never))
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(probe)
      yield* fails()
      assert.deepStrictEqual(through.slice(5), [true, true])
    })
  )
})
