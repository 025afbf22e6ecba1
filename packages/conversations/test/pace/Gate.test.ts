/** The gate: it widens, narrows, and makes everything wait after a refusal. Time is under control. */
import { assert, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import { Gate } from "@org/messages-conversations"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"

const failure = (reason: MessageError.Reason, retryAfterMs?: number) =>
  new MessageError.ProviderFailure({
    provider: "honcho",
    reason,
    origin: "provider",
    operation: "list",
    attempts: 1,
    ...(retryAfterMs !== undefined && { retryAfterMs })
  })

/** Fails as told, then succeeds with the time. */
const script = (...failures: ReadonlyArray<MessageError.ProviderFailure>) => {
  const left = [...failures]
  return Effect.suspend(() => {
    const next = left.shift()
    return next === undefined ? Clock.currentTimeMillis : Effect.fail(next)
  })
}

it.effect("waits as long as a refusal asks, and tells of the wait", () =>
  Effect.gen(function* () {
    const waits: Array<number> = []
    const gate = yield* Gate.make({ onWait: (ms) => Effect.sync(() => void waits.push(ms)) })
    const fiber = yield* Effect.fork(gate.run(script(failure("RateLimited", 7000))))
    yield* TestClock.adjust("6 seconds")
    assert.isNull(yield* Fiber.poll(fiber).pipe(Effect.map((exit) => (exit._tag === "None" ? null : exit))))
    yield* TestClock.adjust("2 seconds")
    assert.isAtLeast(yield* Fiber.join(fiber), 7000)
    assert.strictEqual(waits.length, 1)
    assert.isAtLeast(waits[0] ?? 0, 7000)
  })
)

it.effect("makes every other request of the gate wait too", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make()
    const refused = yield* Effect.fork(gate.run(script(failure("RateLimited", 5000))))
    yield* Effect.yieldNow()
    const other = yield* Effect.fork(gate.run(script()))
    yield* TestClock.adjust("10 seconds")
    assert.isAtLeast(yield* Fiber.join(other), 5000)
    yield* Fiber.join(refused)
  })
)

it.effect("asks an unavailable provider again after 1, 2, 4, 8 and 16 seconds, and then gives up", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make()
    const outage = failure("Unavailable")
    const back = yield* Effect.fork(gate.run(script(outage, outage, outage)))
    yield* TestClock.adjust("7 seconds")
    assert.strictEqual(yield* Fiber.join(back), 7000)
    const gone = yield* Effect.fork(Effect.flip(gate.run(Effect.fail(outage))))
    yield* TestClock.adjust("31 seconds")
    assert.strictEqual(yield* Fiber.join(gone), outage)
  })
)

it.effect("gives up after ten refusals in a row, and passes every other error on at once", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make()
    let asked = 0
    const refusal = failure("RateLimited", 1000)
    const fiber = yield* Effect.fork(
      Effect.flip(
        gate.run(
          Effect.zipRight(
            Effect.sync(() => (asked += 1)),
            Effect.fail(refusal)
          )
        )
      )
    )
    yield* TestClock.adjust("1 minute")
    assert.strictEqual(yield* Fiber.join(fiber), refusal)
    assert.strictEqual(asked, 11)
    const rejected = failure("Rejected")
    assert.strictEqual(yield* Effect.flip(gate.run(Effect.fail(rejected))), rejected)
  })
)

it.effect("lets few requests through at first, and more with every success, up to the maximum", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make({ maximum: 6 })
    let underWay = 0
    let most = 0
    const request = Effect.acquireUseRelease(
      Effect.sync(() => {
        underWay += 1
        most = Math.max(most, underWay)
      }),
      () => Effect.sleep("1 second"),
      () => Effect.sync(() => (underWay -= 1))
    )
    const all = yield* Effect.fork(
      Effect.forEach(Array.from({ length: 100 }), () => gate.run(request), { concurrency: "unbounded", discard: true })
    )
    yield* TestClock.adjust("1 second")
    assert.strictEqual(most, 4)
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(all)
    assert.strictEqual(most, 6)
  })
)

it.effect("sends a post again only if it was certainly not delivered", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make()
    const post = (reason: MessageError.Reason, delivery: MessageError.Delivery) =>
      new MessageError.ProviderFailure({ ...failure(reason), operation: "post", delivery })
    for (const reason of ["RateLimited", "Unavailable", "Timeout"] as const) {
      const error = yield* Effect.flip(gate.run(script(post(reason, "unknown"))))
      assert.strictEqual(error.reason, reason)
      const fiber = yield* Effect.fork(gate.run(script(post(reason, "not-delivered"))))
      yield* TestClock.adjust("3 seconds")
      yield* Fiber.join(fiber)
    }
  })
)

it.effect("lets a request fail whose refusal asks for a longer wait than is allowed, and no other request wait", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make({ longestWait: 60_000 })
    const refusal = failure("RateLimited", 60_001)
    assert.strictEqual(yield* Effect.flip(gate.run(script(refusal))), refusal)
    assert.strictEqual(yield* gate.run(script()), 0)
  })
)

it.effect("asks an unavailable provider again as often as the options say", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make({ outages: 2 })
    const outage = failure("Unavailable")
    const gone = yield* Effect.fork(Effect.flip(gate.run(script(outage, outage, outage))))
    yield* TestClock.adjust("3 seconds")
    assert.strictEqual(yield* Fiber.join(gone), outage)
  })
)

it.effect("is apart for each provider", () =>
  Effect.gen(function* () {
    const gates = yield* Gate.makeAll()
    const refused = yield* Effect.fork(gates.honcho.run(script(failure("RateLimited", 5000))))
    yield* Effect.yieldNow()
    assert.strictEqual(yield* gates.mielto.run(script()), 0)
    yield* TestClock.adjust("6 seconds")
    yield* Fiber.join(refused)
  })
)

it.effect("passes a refusal on to a caller that can come back, and makes all others wait", () =>
  Effect.gen(function* () {
    const gate = yield* Gate.make()
    const refusal = failure("RateLimited", 5000)
    assert.strictEqual(yield* Effect.flip(gate.once(script(refusal))), refusal)
    const others = yield* Effect.fork(Effect.all([gate.run(script()), gate.once(script())], { concurrency: 2 }))
    yield* TestClock.adjust("10 seconds")
    for (const time of yield* Fiber.join(others)) assert.isAtLeast(time, 5000)
  })
)
