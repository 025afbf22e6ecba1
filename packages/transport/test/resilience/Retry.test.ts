/** The retry loop, with a test clock and fixed random numbers. */
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as TestClock from "effect/TestClock"
import type { CallFailure, ExchangeFailure } from "../../src/exchange/ExchangeFailure.js"
import { late } from "../../src/exchange/HttpExchange.js"
import * as AttemptLimit from "../../src/resilience/AttemptLimit.js"
import * as Policy from "../../src/resilience/Policy.js"
import * as Resilience from "../../src/resilience/Resilience.js"
import type * as Retry from "../../src/resilience/Retry.js"

const transient: ExchangeFailure = { reason: "Unavailable", origin: "provider", transient: true, status: 503 }
const final: ExchangeFailure = { reason: "Rejected", origin: "provider", transient: false, status: 400 }

const wait = (retryAfterMs: number): ExchangeFailure => ({
  ...transient,
  reason: "RateLimited",
  status: 429,
  retryAfterMs
})

/** An attempt that runs one step after another and repeats the last one, and the times at which each began. */
const script = (...steps: ReadonlyArray<Effect.Effect<string, ExchangeFailure>>) => {
  const begun: Array<number> = []
  const step = Effect.gen(function* () {
    begun.push(yield* Clock.currentTimeMillis)
    const step = steps[Math.min(begun.length, steps.length) - 1]
    return yield* step ?? Effect.succeed("never scripted")
  })
  const attempt = (millis: number) => Effect.timeoutFail(step, { duration: millis, onTimeout: () => late(millis) })
  return { attempt, begun }
}

const fail = (failure: ExchangeFailure) => Effect.fail(failure)

/** Runs an effect to its end, and gives its result and the time. */
const run = <A, E>(effect: Effect.Effect<A, E>, random = 0.5) =>
  Effect.gen(function* () {
    const ended = Effect.zip(Effect.either(effect), Clock.currentTimeMillis)
    const fiber = yield* Effect.fork(Effect.withRandom(ended, Random.fixed([random])))
    yield* TestClock.adjust("1 day")
    const [result, at] = yield* Fiber.join(fiber)
    return { result, at, left: result._tag === "Left" ? result.left : undefined }
  })

/** A call with its own breaker, budget and bulkhead. */
const read = <A>(attempt: Retry.Attempt<A>, policy: Policy.Policy): Effect.Effect<A, CallFailure> =>
  Effect.suspend(() => Resilience.make(policy).call(attempt, true))

const once = <A>(attempt: Retry.Attempt<A>, policy: Policy.Policy): Effect.Effect<A, CallFailure> =>
  Effect.suspend(() => Resilience.make(policy).call(attempt, false))

const policy = (changes: Partial<Policy.Policy> = {}): Policy.Policy => ({ ...Policy.defaults, ...changes })

describe("Policy.ceiling", () => {
  it("grows twofold up to the cap", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => Policy.ceiling(Policy.defaults, attempt))
    assert.deepStrictEqual(waits, [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000])
  })
})

describe("a call that is retried", () => {
  it.effect("gives a success at once", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(Effect.succeed("a"))
      const { at, result } = yield* run(read(attempt, policy()))
      assert.deepStrictEqual([result._tag, at, begun], ["Right", 0, [0]])
    })
  )

  it.effect("tries three times, and reports the last failure and the number of attempts", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(fail({ ...transient, detail: "1" }), fail({ ...transient, detail: "2" }))
      const { left } = yield* run(read(attempt, policy()))
      assert.deepStrictEqual(left, { ...transient, detail: "2", attempts: 3, mayHaveArrived: true })
      assert.strictEqual(begun.length, 3)
    })
  )

  it.effect("succeeds when a later attempt succeeds", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(fail(transient), Effect.succeed("a"))
      const { result } = yield* run(read(attempt, policy()))
      assert.deepStrictEqual([result._tag, begun.length], ["Right", 2])
    })
  )

  it.effect("does not retry a failure that is not transient", () =>
    Effect.gen(function* () {
      for (const failure of [final, { reason: "Malformed", origin: "provider" } as const]) {
        const { attempt, begun } = script(fail(failure))
        const { left } = yield* run(read(attempt, policy()))
        assert.deepStrictEqual(left, { ...failure, attempts: 1 })
        assert.strictEqual(begun.length, 1)
      }
    })
  )

  it.effect("makes as many attempts as the policy says", () =>
    Effect.gen(function* () {
      for (const attempts of [1, 2, 5]) {
        const { attempt, begun } = script(fail(transient))
        assert.strictEqual((yield* run(read(attempt, policy({ attempts })))).left?.attempts, attempts)
        assert.strictEqual(begun.length, attempts)
      }
    })
  )

  const free: ReadonlyArray<readonly [attempts: number, begun: ReadonlyArray<number>]> = [
    [1, [0, 0]],
    [3, [0, 0, 100]]
  ]
  for (const [attempts, expected] of free)
    it.effect(
      `makes one free attempt, and no second one, after idle connections were closed: ${attempts} attempts`,
      () =>
        Effect.gen(function* () {
          const { attempt, begun } = script(fail({ ...transient, stale: true }))
          const { left } = yield* run(read(attempt, policy({ attempts })))
          assert.strictEqual(left?.attempts, expected.length)
          assert.deepStrictEqual(begun, expected)
        })
    )

  const jitter: ReadonlyArray<readonly [random: number, begun: ReadonlyArray<number>]> = [
    [0, [0, 0, 0, 0]],
    [0.5, [0, 50, 150, 350]],
    [1, [0, 100, 300, 700]]
  ]
  for (const [random, expected] of jitter)
    it.effect(`draws its waits from zero to the ceiling: ${random} gives ${expected.join(", ")}`, () =>
      Effect.gen(function* () {
        const { attempt, begun } = script(fail(transient))
        yield* run(read(attempt, policy({ attempts: 4 })), random)
        assert.deepStrictEqual(begun, expected)
      })
    )

  it.effect("waits no longer than the cap", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(fail(transient))
      const backoff = { base: "1 second", cap: "3 seconds" } as const
      yield* run(read(attempt, policy({ attempts: 5, backoff })), 1)
      assert.deepStrictEqual(begun, [0, 1_000, 3_000, 6_000, 9_000])
    })
  )

  const asked: ReadonlyArray<readonly [retryAfterMs: number, random: number, second: number]> = [
    [7_000, 0, 7_000],
    [7_000, 1, 7_100],
    [0, 0, 0],
    [0, 0.5, 50]
  ]
  for (const [retryAfterMs, random, second] of asked)
    it.effect(`tries again after ${second} ms when asked to wait ${retryAfterMs} ms, with random ${random}`, () =>
      Effect.gen(function* () {
        const { attempt, begun } = script(fail(wait(retryAfterMs)), Effect.succeed("a"))
        yield* run(read(attempt, policy()), random)
        assert.deepStrictEqual(begun, [0, second])
      })
    )

  it.effect("fails at once with the requested wait when that is past the deadline", () =>
    Effect.gen(function* () {
      for (const millis of [30_000, 86_400_000, Number.MAX_SAFE_INTEGER]) {
        const { attempt, begun } = script(fail(wait(millis)))
        const start = yield* Clock.currentTimeMillis
        const fiber = yield* Effect.fork(Effect.flip(read(attempt, policy())))
        const failed = yield* Fiber.join(fiber)
        assert.deepStrictEqual(failed, { ...wait(millis), attempts: 1 })
        assert.deepStrictEqual(begun, [start])
      }
    })
  )

  it.effect("gives each attempt its time, and tries again after it", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(Effect.never, Effect.succeed("a"))
      const { at, result } = yield* run(read(attempt, policy()), 0)
      assert.deepStrictEqual([result._tag, begun, at], ["Right", [0, 10_000], 10_000])
    })
  )

  it.effect("ends at the deadline, whatever an attempt is doing", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(Effect.never)
      const { at, left } = yield* run(read(attempt, policy({ deadline: "15 seconds", attempts: 9 })), 0)
      assert.deepStrictEqual([left?.reason, left?.origin, left?.attempts], ["Timeout", "network", 2])
      assert.deepStrictEqual([begun, at], [[0, 10_000], 15_000])
    })
  )

  it.effect("names the deadline as it was set, not what was left of it", () =>
    Effect.gen(function* () {
      const late = Effect.fnUntraced(function* (changes: Partial<Policy.Policy>) {
        const { attempt } = script(Effect.delay(fail(transient), "200 millis"), Effect.never)
        return (yield* run(read(attempt, policy({ attempts: 2, ...changes })), 0)).left?.problem
      })
      assert.strictEqual(yield* late({ deadline: "10 seconds" }), "no complete response within 10 s")
      assert.strictEqual(yield* late({ deadline: "1500 millis" }), "no complete response within 1500 ms")
      assert.strictEqual(yield* late({}), "no complete response within 10 s")
    })
  )

  it.effect("counts waits and attempts against the same deadline", () =>
    Effect.gen(function* () {
      const slow = Effect.delay(fail(wait(4_000)), "4 seconds")
      const { attempt, begun } = script(slow)
      const { at, left } = yield* run(read(attempt, policy({ deadline: "15 seconds", attempts: 9 })), 0)
      assert.deepStrictEqual([left?.reason, left?.attempts], ["RateLimited", 2])
      assert.deepStrictEqual([begun, at], [[0, 8_000], 12_000])
    })
  )

  it.effect("sends nothing when the deadline is zero", () =>
    Effect.gen(function* () {
      for (const deadline of [0, "0 seconds"] as const) {
        const { attempt, begun } = script(Effect.succeed("a"))
        const { left } = yield* run(read(attempt, policy({ deadline })))
        assert.deepStrictEqual([left?.reason, left?.attempts, begun], ["Timeout", 0, []])
      }
    })
  )

  it.effect("stops at once when it is interrupted, in an attempt and in a wait", () =>
    Effect.gen(function* () {
      for (const step of [Effect.never, fail(wait(20_000))]) {
        const { attempt, begun } = script(step)
        const fiber = yield* Effect.fork(read(attempt, policy()))
        yield* TestClock.adjust("1 second")
        const exit = yield* Fiber.interrupt(fiber)
        assert.isTrue(Exit.isInterrupted(exit))
        yield* TestClock.adjust("1 minute")
        assert.strictEqual(begun.length, 1)
      }
    })
  )
})

/** The test's clock with another wall time, which jumps an hour back and forth. */
const jumping = (clock: Clock.Clock): Clock.Clock => {
  let jumps = 0
  const wall = (time: number) => time + (jumps++ % 2 === 0 ? -3_600_000 : 3_600_000)
  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => wall(clock.unsafeCurrentTimeMillis()),
    currentTimeMillis: Effect.map(clock.currentTimeMillis, wall),
    unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
    currentTimeNanos: clock.currentTimeNanos,
    sleep: (duration) => clock.sleep(duration)
  }
}

describe("a call that is retried, when the wall clock jumps", () => {
  it.effect("keeps to its waits and its deadline", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(fail(wait(20_000)), Effect.never)
      const jumped = Effect.flatMap(Effect.clock, (clock) =>
        Effect.withClock(read(attempt, policy({ attemptTimeout: "1 minute" })), jumping(clock))
      )
      const { at, left } = yield* run(jumped, 0)
      assert.strictEqual(begun.length, 2)
      assert.deepInclude(left, { reason: "Timeout", attempts: 2 })
      assert.strictEqual(at, 30_000)
    })
  )
})

describe("a call that is not retried", () => {
  it.effect("sends once, whatever happens", () =>
    Effect.gen(function* () {
      for (const failure of [transient, final, wait(0), wait(1_000)]) {
        const { attempt, begun } = script(fail(failure))
        const { at, left } = yield* run(once(attempt, policy()))
        assert.deepStrictEqual(left, { ...failure, attempts: 1 })
        assert.deepStrictEqual([begun.length, at], [1, begun[0]])
      }
    })
  )

  it.effect("has the whole deadline for its one attempt", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(Effect.delay(Effect.succeed("a"), "29 seconds"))
      const { at, result } = yield* run(once(attempt, policy()))
      assert.deepStrictEqual([result._tag, begun, at], ["Right", [0], 29_000])
    })
  )

  it.effect("ends at the deadline, and does not claim that nothing was sent", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(Effect.never)
      const { at, left } = yield* run(once(attempt, policy()))
      assert.deepStrictEqual([left?.reason, left?.attempts, left?.unsent ?? false], ["Timeout", 1, false])
      assert.deepStrictEqual([begun, at], [[0], 30_000])
    })
  )

  it.effect("sends nothing when the deadline is zero, and says so", () =>
    Effect.gen(function* () {
      const { attempt, begun } = script(Effect.succeed("a"))
      const { left } = yield* run(once(attempt, policy({ deadline: 0 })))
      assert.deepStrictEqual([left?.reason, left?.unsent, left?.attempts, begun], ["Timeout", true, 0, []])
    })
  )
})

describe("a limit of attempts", () => {
  it.effect("ends the call of a caller that retries by itself, and not that of others", () =>
    Effect.gen(function* () {
      const limited = script(fail(transient), Effect.succeed("ok"))
      const { left } = yield* run(AttemptLimit.within(read(limited.attempt, policy()), 1))
      assert.deepInclude(left, { status: 503, attempts: 1 })
      const free = script(fail(transient), Effect.succeed("ok"))
      const { result } = yield* run(AttemptLimit.within(read(free.attempt, policy()), undefined))
      assert.deepInclude(result, { right: "ok" })
    })
  )

  it.effect("still lets a closed connection be replaced", () =>
    Effect.gen(function* () {
      const stale = script(fail({ ...transient, stale: true }), Effect.succeed("ok"))
      const { result } = yield* run(AttemptLimit.within(read(stale.attempt, policy()), 1))
      assert.deepInclude(result, { right: "ok" })
    })
  )
})
