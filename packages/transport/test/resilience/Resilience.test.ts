/** Breaker, budget, bulkhead and retries together, under the loads that they are for, with a test clock. */
import { assert, describe, it } from "@effect/vitest"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as TestClock from "effect/TestClock"
import type { CallFailure, ExchangeFailure } from "../../src/exchange/ExchangeFailure.js"
import * as Policy from "../../src/resilience/Policy.js"
import * as Resilience from "../../src/resilience/Resilience.js"

/** A provider's resilience, and the two kinds of calls. */
const make = (policy: Policy.Policy = Policy.defaults) =>
  Effect.sync(() => {
    const { call } = Resilience.make(policy)
    return {
      read: <A>(attempt: Effect.Effect<A, ExchangeFailure>): Effect.Effect<A, CallFailure> => call(() => attempt, true),
      post: <A>(attempt: Effect.Effect<A, ExchangeFailure>): Effect.Effect<A, CallFailure> => call(() => attempt, false)
    }
  })

const unavailable: ExchangeFailure = { reason: "Unavailable", origin: "provider", transient: true, status: 503 }

/** A provider that responds after 20 ms, and fails the requests for whose number `fails` is true. */
const upstream = (fails: (request: number) => boolean, failure = unavailable) => {
  let requests = 0
  const attempt = Effect.suspend(() => {
    const failing = fails(requests++)
    return Effect.zipRight(Effect.sleep("20 millis"), failing ? Effect.fail(failure) : Effect.void)
  })
  return { attempt, requests: () => requests }
}

/** Calls at a steady rate, and how many of them succeeded. */
const steady = (call: Effect.Effect<void, unknown>, calls: number, every: Duration.DurationInput) =>
  Effect.gen(function* () {
    const fibers: Array<Fiber.Fiber<boolean>> = []
    for (let index = 0; index < calls; index++) {
      fibers.push(yield* Effect.fork(Effect.withRandom(Effect.isSuccess(call), Random.fixed([0.5]))))
      yield* TestClock.adjust(every)
    }
    yield* TestClock.adjust("1 minutes")
    return (yield* Effect.forEach(fibers, Fiber.join)).filter((succeeded) => succeeded).length
  })

/** Fails one request in `n`, spread by a fixed sequence. */
const oneIn = (n: number) => {
  let seed = 42
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648 < 1 / n
  }
}

describe("Resilience", () => {
  for (const every of ["1 millis", "100 millis", "10 seconds"] as const) {
    it.effect(`sends a provider that stays down at most 1.1 requests per call, with a call every ${every}`, () =>
      Effect.gen(function* () {
        const { attempt, requests } = upstream(() => true)
        const load = yield* make()
        yield* steady(load.read(attempt), 200, every)
        assert.isAtMost(requests() / 200, 1.1)
        assert.isAtLeast(requests(), 5)
      })
    )
  }

  for (const [name, failure] of [
    ["it answers 503", unavailable],
    ["it closes every connection", { ...unavailable, origin: "network", stale: true }]
  ] as const)
    it.effect(`keeps to the budget even without a breaker, when ${name}`, () =>
      Effect.gen(function* () {
        const { attempt, requests } = upstream(() => true, failure)
        const never = { ...Policy.defaults.breaker, failures: Infinity }
        const budget = { ...Policy.defaults.budget, tokens: 100 }
        const load = yield* make({ ...Policy.defaults, breaker: never, budget })
        yield* steady(load.read(attempt), 200, "50 millis")
        assert.isAtLeast(requests(), 201)
        assert.isAtMost(requests() / 200, 1.1)
      })
    )

  it.effect("gives 95 of 100 callers a response when one request in ten fails", () =>
    Effect.gen(function* () {
      const { attempt, requests } = upstream(oneIn(10))
      const load = yield* make()
      const succeeded = yield* steady(load.read(attempt), 300, "5 millis")
      assert.isAtLeast(succeeded / 300, 0.95)
      assert.isAtMost(requests() / 300, 1.2)
    })
  )

  it.effect(
    "gives 99 of 100 callers a response when half of all requests fail, with eight attempts while the budget lasts",
    () =>
      Effect.gen(function* () {
        const { attempt } = upstream(oneIn(2))
        const load = yield* make({ ...Policy.defaults, attempts: 8 })
        assert.isAtLeast((yield* steady(load.read(attempt), 150, "2 seconds")) / 150, 0.99)
      })
  )

  it.effect("stops retrying when the budget is spent, while half of all requests fail", () =>
    Effect.gen(function* () {
      const { attempt, requests } = upstream(oneIn(2))
      const budget = { ...Policy.defaults.budget, tokens: 50 }
      const load = yield* make({ ...Policy.defaults, attempts: 8, budget })
      yield* steady(load.read(attempt), 150, "200 millis")
      assert.isAtMost(requests() / 150, 1.5)
    })
  )

  it.effect("never sends a post again, and opens the breaker for posts too", () =>
    Effect.gen(function* () {
      const { attempt, requests } = upstream(() => true)
      const load = yield* make()
      yield* steady(load.post(attempt), 100, "100 millis")
      assert.strictEqual(requests(), 5)
    })
  )

  it.effect("gives every caller a result within the deadline when ten thousand call at once", () =>
    Effect.gen(function* () {
      const { attempt } = upstream(() => false)
      const load = yield* make()
      const fibers = yield* Effect.replicateEffect(Effect.fork(Effect.either(load.read(attempt))), 10_000)
      yield* TestClock.adjust("1 seconds")
      const results = yield* Effect.forEach(fibers, Fiber.join)
      const { inFlight, queue } = Policy.defaults.bulkhead
      assert.strictEqual(results.filter(({ _tag }) => _tag === "Right").length, inFlight + queue)
      for (const result of results) {
        if (result._tag === "Left") assert.deepInclude(result.left, { reason: "Unavailable", retryAfterMs: 1000 })
      }
    })
  )

  it.effect("lets the calls of one provider through while another is down", () =>
    Effect.gen(function* () {
      const healthy = yield* make()
      const troubled = yield* make()
      yield* Effect.replicateEffect(Effect.fork(Effect.either(troubled.read(Effect.never))), 10_000)
      const fiber = yield* Effect.fork(healthy.read(upstream(() => false).attempt))
      yield* TestClock.adjust("20 millis")
      yield* Fiber.join(fiber)
    })
  )

  const narrow: Policy.Policy = { ...Policy.defaults, bulkhead: { inFlight: 1, queue: 1 } }

  const endings: ReadonlyArray<readonly [name: string, attempt: Effect.Effect<never, ExchangeFailure>]> = [
    ["failed", Effect.fail({ reason: "Rejected", origin: "provider" })],
    ["died", Effect.die("a defect")],
    ["threw", Effect.suspend(() => JSON.parse("{"))],
    ["were interrupted", Effect.never]
  ]
  for (const [name, attempt] of endings)
    it.effect(`has room again after calls that ${name}`, () =>
      Effect.gen(function* () {
        const { post, read } = yield* make(narrow)
        for (let round = 0; round < 20; round++) {
          const fibers = [yield* Effect.fork(read(attempt)), yield* Effect.fork(post(attempt))]
          yield* Effect.yieldNow()
          yield* Fiber.interruptAll(fibers)
        }
        assert.strictEqual(yield* read(Effect.succeed("a")), "a")
        const both = Effect.all([read(Effect.succeed("a")), post(Effect.succeed("b"))], { concurrency: "unbounded" })
        assert.deepStrictEqual(yield* both, ["a", "b"])
      })
    )

  it.effect("has room again when an attempt throws before it is an effect", () =>
    Effect.gen(function* () {
      const { call } = Resilience.make(narrow)
      const throwing = () => {
        throw new Error("a defect")
      }
      for (let round = 0; round < 5; round++) assert.isTrue(Exit.isFailure(yield* Effect.exit(call(throwing, true))))
      assert.strictEqual(yield* call(() => Effect.succeed("a"), true), "a")
    })
  )

  it.effect("lets a waiting call begin when another is interrupted, or waits to try again", () =>
    Effect.gen(function* () {
      const asked = Effect.fail({ ...unavailable, retryAfterMs: 20_000 })
      for (const [attempt, interrupts] of [
        [Effect.never, true],
        [asked, false]
      ] as const) {
        const { read } = yield* make(narrow)
        const first = yield* Effect.fork(read(attempt))
        const second = yield* Effect.fork(read(Effect.succeed("a")))
        yield* Effect.yieldNow()
        if (interrupts) yield* Fiber.interrupt(first)
        assert.strictEqual(yield* Fiber.join(second), "a")
        yield* Fiber.interrupt(first)
      }
    })
  )

  it.effect("lets a call wait for a place longer than one attempt may take", () =>
    Effect.gen(function* () {
      const { post, read } = yield* make(narrow)
      yield* Effect.fork(post(Effect.delay(Effect.succeed("a"), "25 seconds")))
      yield* Effect.yieldNow()
      const waiting = yield* Effect.fork(read(Effect.succeed("b")))
      yield* TestClock.adjust("25 seconds")
      assert.strictEqual(yield* Fiber.join(waiting), "b")
    })
  )

  it.effect("gives an attempt the rest of the deadline after the wait for a place", () =>
    Effect.gen(function* () {
      const given: Array<number> = []
      const { call } = Resilience.make(narrow)
      const attempt = (millis: number) => {
        given.push(millis)
        return Effect.delay(Effect.void, "25 seconds")
      }
      yield* Effect.fork(call(attempt, false))
      yield* Effect.yieldNow()
      yield* Effect.fork(call(attempt, false))
      yield* TestClock.adjust("25 seconds")
      assert.deepStrictEqual(given, [30_000, 5_000])
    })
  )

  it.effect("lets another probe through when one was interrupted", () =>
    Effect.gen(function* () {
      const { attempt, requests } = upstream(() => true)
      const { post } = yield* make()
      yield* steady(post(attempt), 5, "1 second")
      const probe = yield* Effect.fork(post(Effect.never))
      yield* Effect.yieldNow()
      assert.strictEqual((yield* Effect.flip(post(attempt))).attempts, 0)
      yield* Fiber.interrupt(probe)
      yield* steady(post(attempt), 1, "1 second")
      assert.strictEqual(requests(), 6)
    })
  )

  it.effect("tries a probe once", () =>
    Effect.gen(function* () {
      const { attempt, requests } = upstream(() => true)
      const { post, read } = yield* make()
      yield* steady(post(attempt), 5, "1 second")
      yield* steady(read(attempt), 1, "1 second")
      assert.strictEqual(requests(), 6)
    })
  )
})
