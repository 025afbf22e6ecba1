import { assert, describe, it } from "@effect/vitest"
import { MessageError, Messages, type Problem } from "@org/messages-core"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import * as Idempotency from "../src/Idempotency.js"
import * as Refusal from "../src/Refusal.js"
import { Settings } from "../src/Settings.js"
import { type Found, Store, StoreFailure } from "../src/Store.js"
import * as Stores from "../src/Stores.js"
import { errors } from "./errors.js"
import { settings } from "./Served.js"

const kept = { status: 201, contentType: "application/json", body: '{"ref":"factory:s/m"}' }

const keyed = { caller: "local", key: "k", fingerprint: { provider: "factory", digest: "f" } }

const final = { kept, isFinal: true }

const refuse = (operation: MessageError.Operation) =>
  Effect.fail(new MessageError.NotSupported({ provider: "factory", operation }))

let url = "https://factory.test"

const port = Layer.succeed(Messages.Messages, {
  get: () => refuse("get"),
  getRaw: () => refuse("get"),
  post: () => refuse("post"),
  providers: Effect.sync(() => [{ provider: "factory", url, configured: true, operations: ["get", "post"] } as const])
})

const live = Layer.mergeAll(Layer.succeed(Settings, settings), port)

const memory = Idempotency.layer.pipe(Layer.provide(Stores.layer), Layer.provide(live))

type Service = typeof Store.Service

/** What was asked of the store, by name. */
const double = (behaviour: Partial<Service>) => {
  const asked: Array<keyof Service> = []
  const note = <Args extends ReadonlyArray<unknown>, A>(
    name: keyof Service,
    operation: (...args: Args) => Effect.Effect<A, StoreFailure>
  ) => {
    return (...args: Args) =>
      Effect.zipRight(
        Effect.sync(() => asked.push(name)),
        operation(...args)
      )
  }
  const nothing = () => Effect.void
  const store: Service = {
    claim: note("claim", behaviour.claim ?? (() => Effect.succeed(undefined))),
    extend: note("extend", behaviour.extend ?? (() => Effect.succeed(true))),
    answer: note("answer", behaviour.answer ?? nothing),
    release: note("release", behaviour.release ?? nothing),
    sweep: note("sweep", behaviour.sweep ?? nothing)
  }
  return { asked, layer: Idempotency.layer.pipe(Layer.provide([Layer.succeed(Store, store), live])) }
}

const once = (post: Effect.Effect<Idempotency.Ended>, request = keyed) =>
  Effect.flatMap(Idempotency.Idempotency, (service) => service.once(request, post))

const failure = Effect.fail(new StoreFailure({ problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" }))

const unavailable = (problem: Problem.Problem) =>
  assert.deepInclude(problem, {
    type: "urn:messages:problem:store-unavailable",
    status: 503,
    delivery: "not-delivered",
    origin: "gateway"
  })

describe("what a repeated request is told", () => {
  const found: Found = { fingerprint: "f", lease: 10, answer: undefined }

  it("is the answer, if there is one, however old", () => {
    assert.deepStrictEqual(Idempotency.decide({ ...found, answer: kept }, "f", 1e15), Either.right(kept))
  })

  it("is that the first one runs until its lease is over, and then that nobody knows", () => {
    assert.deepStrictEqual(Idempotency.decide(found, "f", 9), Either.left(Refusal.postInProgress))
    assert.deepStrictEqual(Idempotency.decide(found, "f", 10), Either.left(Refusal.outcomeUnknown))
  })

  it("is that it says something else, before all", () => {
    for (const answer of [undefined, kept])
      for (const now of [9, 10])
        assert.deepStrictEqual(Idempotency.decide({ ...found, answer }, "g", now), Either.left(Refusal.keyReused))
  })
})

describe("an error", () => {
  const failed = (reason: MessageError.Reason, delivery: MessageError.Delivery) =>
    Idempotency.isFinal(
      new MessageError.ProviderFailure({
        provider: "factory",
        operation: "post",
        origin: "provider",
        attempts: 1,
        reason,
        delivery
      })
    )

  it("stays if the post may have been delivered, whatever the reason", () => {
    for (const reason of MessageError.Reason.literals) assert.isTrue(failed(reason, "unknown"), reason)
  })

  it("passes if the post was not delivered for sure, unless the provider rejected it", () => {
    for (const reason of MessageError.Reason.literals)
      assert.strictEqual(failed(reason, "not-delivered"), reason === "Rejected", reason)
  })

  it("stays if the caller alone can mend it, and passes if whoever runs the server can", () => {
    const finals = errors
      .map(([error]) => error)
      .filter(({ _tag }) => _tag !== "ProviderFailure" && _tag !== "NotConfigured")
    assert.isNotEmpty(finals)
    for (const error of finals) assert.isTrue(Idempotency.isFinal(error), error._tag)
    assert.isFalse(Idempotency.isFinal(new MessageError.NotConfigured({ provider: "factory", variable: "X" })))
  })
})

describe("once", () => {
  it.effect("posts once, and tells the same again until the time of a key is over", () =>
    Effect.gen(function* () {
      let posts = 0
      const post = Effect.sync(() => ({ ...final, kept: { ...kept, body: String(++posts) } }))
      assert.deepStrictEqual(yield* once(post), { kept: { ...kept, body: "1" }, isReplayed: false })
      assert.deepStrictEqual(yield* once(post), { kept: { ...kept, body: "1" }, isReplayed: true })
      yield* TestClock.adjust("23 hours")
      assert.isTrue((yield* once(post)).isReplayed)
      yield* TestClock.adjust("1 hours")
      assert.deepStrictEqual(yield* once(post), { kept: { ...kept, body: "2" }, isReplayed: false })
    }).pipe(Effect.provide(memory))
  )

  it.effect("posts again what was not delivered and may yet be", () =>
    Effect.gen(function* () {
      const first = yield* once(Effect.succeed({ kept: { ...kept, status: 429 }, isFinal: false }))
      assert.strictEqual(first.kept.status, 429)
      assert.deepStrictEqual(yield* once(Effect.succeed(final)), { kept, isReplayed: false })
    }).pipe(Effect.provide(memory))
  )

  it.effect("refuses to repeat a post while it runs, however long that takes", () =>
    Effect.gen(function* () {
      const go = yield* Deferred.make<Idempotency.Ended>()
      const first = yield* Effect.fork(once(Deferred.await(go)))
      for (let minute = 0; minute < 5; minute++) {
        yield* TestClock.adjust("1 minutes")
        assert.deepStrictEqual(yield* Effect.flip(once(Effect.dieMessage("posted twice"))), Refusal.postInProgress)
      }
      yield* Deferred.succeed(go, final)
      assert.deepStrictEqual(yield* Fiber.join(first), { kept, isReplayed: false })
      assert.isTrue((yield* once(Effect.dieMessage("posted twice"))).isReplayed)
    }).pipe(Effect.provide(memory))
  )

  it.effect("says that nobody knows, for seven days, when a post was cut short", () =>
    Effect.gen(function* () {
      const cut = yield* Effect.fork(once(Effect.never))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(cut)
      const again = Effect.flip(once(Effect.dieMessage("posted twice")))
      assert.deepStrictEqual(yield* again, Refusal.postInProgress)
      yield* TestClock.adjust(Idempotency.lease)
      for (let hour = 0; hour < 7 * 24 - 1; hour++) {
        assert.deepStrictEqual(yield* again, Refusal.outcomeUnknown)
        yield* TestClock.adjust("1 hours")
      }
      yield* TestClock.adjust("1 hours")
      assert.isFalse((yield* once(Effect.succeed(final))).isReplayed)
    }).pipe(Effect.provide(memory))
  )

  it.effect("keeps callers and keys apart, and a key to what it was first used for", () =>
    Effect.gen(function* () {
      yield* once(Effect.succeed(final))
      for (const other of [
        { ...keyed, caller: "other" },
        { ...keyed, key: "other" }
      ])
        assert.isFalse((yield* once(Effect.succeed(final), other)).isReplayed)
      const changed = yield* Effect.flip(
        once(Effect.dieMessage("posted"), { ...keyed, fingerprint: { provider: "factory", digest: "g" } })
      )
      assert.deepStrictEqual(changed, Refusal.keyReused)
    }).pipe(Effect.provide(memory))
  )

  it.effect("posts again what goes to another destination, and tells each its own answer", () =>
    Effect.gen(function* () {
      const to = (destination: string) => {
        url = destination
        return once(Effect.succeed({ ...final, kept: { ...kept, body: destination } }))
      }
      const [real, stub] = ["https://factory.test", "http://127.0.0.1:1/factory"]
      assert.deepInclude(yield* to(stub), { isReplayed: false })
      assert.deepStrictEqual(yield* to(real), { kept: { ...kept, body: real }, isReplayed: false })
      assert.deepStrictEqual(yield* to(real), { kept: { ...kept, body: real }, isReplayed: true })
    }).pipe(Effect.provide(memory))
  )

  it.effect("forgets with sandboxes, whatever store is named", () =>
    Effect.gen(function* () {
      const databaseUrl = Redacted.make("postgresql://127.0.0.1:1/none")
      for (const named of [{ store: "/dev/null/posts.db" }, { databaseUrl }]) {
        const sandbox = Layer.merge(Layer.succeed(Settings, { ...settings, ...named, sandbox: true }), port)
        const layer = Idempotency.layer.pipe(Layer.provide(Stores.layer), Layer.provide(sandbox))
        assert.isFalse((yield* Effect.provide(once(Effect.succeed(final)), layer)).isReplayed)
      }
    })
  )

  it.effect("says every three seconds that it lives, and stops with the post", () => {
    const { asked, layer } = double({})
    return Effect.gen(function* () {
      const go = yield* Deferred.make<Idempotency.Ended>()
      const fiber = yield* Effect.fork(once(Deferred.await(go)))
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(asked, ["claim", "extend", "extend", "extend"])
      yield* Deferred.succeed(go, final)
      yield* Fiber.join(fiber)
      yield* TestClock.adjust("1 minutes")
      assert.deepStrictEqual(asked.slice(4), ["answer", "sweep"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("posts nothing when the store is down", () => {
    const { layer } = double({ claim: () => failure })
    return Effect.gen(function* () {
      const problem = yield* Effect.flip(once(Effect.dieMessage("posted")))
      unavailable(problem)
      assert.strictEqual(problem.problem, "ECONNREFUSED: see MESSAGES_DATABASE_URL")
    }).pipe(Effect.provide(layer))
  })

  it.effect("posts nothing when the store does not answer in five seconds, even if it cannot be interrupted", () => {
    const { asked, layer } = double({ claim: () => Effect.uninterruptible(Effect.never) })
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Effect.flip(once(Effect.dieMessage("posted"))))
      yield* TestClock.adjust("4999 millis")
      assert.isNull(fiber.unsafePoll())
      yield* TestClock.adjust("1 millis")
      unavailable(yield* Fiber.join(fiber))
      assert.deepStrictEqual(asked, ["claim", "release"])
      // A claim that is given up may arrive after its release.
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(asked, ["claim", "release", "release"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("answers with what the provider said, even if that cannot be kept", () =>
    Effect.gen(function* () {
      const down = double({ answer: () => failure, extend: () => failure, sweep: () => failure })
      const unkept = yield* Effect.fork(Effect.provide(once(Effect.succeed(final)), down.layer))
      yield* TestClock.adjust(Idempotency.deadline)
      assert.deepStrictEqual(yield* Fiber.join(unkept), { kept, isReplayed: false })
      const slow = double({ answer: () => Effect.never })
      const fiber = yield* Effect.fork(Effect.provide(once(Effect.succeed(final)), slow.layer))
      yield* TestClock.adjust(Idempotency.deadline)
      assert.deepStrictEqual(yield* Fiber.join(fiber), { kept, isReplayed: false })
    })
  )

  for (const isFinal of [true, false])
    it.effect(`tells a store that fails how a post ended (isFinal: ${isFinal}), and lives until it knows`, () => {
      let isDown = true
      const flaky = () => Effect.suspend(() => (isDown ? failure : Effect.void))
      const { asked, layer } = double({ answer: flaky, release: flaky })
      const told = isFinal ? "answer" : "release"
      const count = (name: keyof Service) => asked.filter((operation) => operation === name).length
      return Effect.gen(function* () {
        const fiber = yield* Effect.fork(once(Effect.succeed({ kept, isFinal })))
        yield* TestClock.adjust(Idempotency.deadline)
        assert.deepStrictEqual(yield* Fiber.join(fiber), { kept, isReplayed: false })
        yield* TestClock.adjust("25 seconds")
        assert.isAbove(count(told), 5)
        assert.strictEqual(count("extend"), 10)
        isDown = false
        yield* TestClock.adjust("3 seconds")
        const before = asked.length
        assert.strictEqual(asked.at(-1), "sweep")
        yield* TestClock.adjust("5 minutes")
        assert.lengthOf(asked, before)
      }).pipe(Effect.provide(layer))
    })

  it.effect("gives up to tell it after a minute", () => {
    const { asked, layer } = double({ answer: () => failure })
    return Effect.gen(function* () {
      yield* Effect.fork(once(Effect.succeed(final)))
      yield* TestClock.adjust("70 seconds")
      const before = asked.length
      assert.strictEqual(asked.at(-1), "sweep")
      yield* TestClock.adjust("5 minutes")
      assert.lengthOf(asked, before)
    }).pipe(Effect.provide(layer))
  })

  it.effect("posts only after a slow claim that still stands", () =>
    Effect.gen(function* () {
      for (const stands of [true, false]) {
        const { asked, layer } = double({
          claim: () => Effect.delay(Effect.succeed(undefined), "4 seconds"),
          extend: () => Effect.succeed(stands)
        })
        const fiber = yield* Effect.fork(Effect.either(Effect.provide(once(Effect.succeed(final)), layer)))
        yield* TestClock.adjust("4 seconds")
        const outcome = yield* Fiber.join(fiber)
        assert.strictEqual(Either.isRight(outcome), stands)
        if (Either.isLeft(outcome)) unavailable(outcome.left)
        assert.deepStrictEqual(asked, ["claim", "extend", ...(stands ? ["answer", "sweep"] : ["release"])])
      }
    })
  )

  it.effect("posts nothing after a pause that the lease did not outlive, whichever clock tells of it", () =>
    Effect.gen(function* () {
      const clock = yield* Effect.clock
      for (const stopped of ["currentTimeMillis", "currentTimeNanos"] as const) {
        let pause = 0
        const paused: typeof clock = Object.assign(Object.create(clock), {
          currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + pause),
          currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + BigInt(pause) * 1_000_000n),
          [stopped]: clock[stopped]
        })
        const { asked, layer } = double({
          claim: () => Effect.sync(() => void (pause = Duration.toMillis(Idempotency.lease)))
        })
        const refused = Effect.flip(Effect.provide(once(Effect.dieMessage("posted")), layer))
        unavailable(yield* Effect.withClock(refused, paused))
        assert.deepStrictEqual(asked, ["claim", "extend", "release"])
      }
    })
  )

  it("has a lease that outlives a slow claim, a pause and a slow heartbeat", () => {
    const { deadline, heartbeat, lease } = Idempotency
    const longest = Duration.sum(deadline, Duration.sum(heartbeat, deadline))
    assert.isTrue(Duration.greaterThan(lease, longest))
  })
})
