/** Posting once: repetitions, crashes, slow stores and failing stores, with a test clock. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, Messages, type Operation } from "@org/messages-core"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import * as Idempotency from "../src/Idempotency.js"
import type { IdempotencyError } from "../src/IdempotencyError.js"
import * as PostOutcome from "../src/PostOutcome.js"
import { IdempotencyStore, StoreFailure } from "../src/store/IdempotencyStore.js"
import * as Stores from "../src/store/Stores.js"
import * as StoreTiming from "../src/StoreTiming.js"

const kept = { status: 201, contentType: "application/json", headers: {}, body: '{"ref":"factory:s/m"}' }

const keyed: Idempotency.KeyedRequest = {
  caller: "local",
  key: "k",
  fingerprint: { provider: "factory", digest: "f" }
}

const final = { response: kept, isFinal: true }

const refuse = (operation: Operation.Operation) =>
  Effect.fail(new MessageError.NotSupported({ provider: "factory", operation }))

let url = "https://factory.test"

const port = Layer.succeed(Messages.Messages, {
  get: () => refuse("get"),
  getRaw: () => refuse("get"),
  list: () => refuse("list"),
  conversations: () => refuse("conversations"),
  post: () => refuse("post"),
  providers: Effect.sync(() => [{ provider: "factory", url, configured: true, operations: ["get", "post"] } as const])
})

const idempotency = Idempotency.layer({ ttl: Duration.hours(24) }).pipe(Layer.provide(port))

const settings = { path: "MESSAGES_STORE", databaseUrl: "MESSAGES_DATABASE_URL" }

const memory = Layer.provide(idempotency, Stores.layer({ path: ":memory:", settings }))

type Service = typeof IdempotencyStore.Service

/** A store with some behaviour replaced, and the names of the operations that were called. */
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
    complete: note("complete", behaviour.complete ?? nothing),
    release: note("release", behaviour.release ?? nothing),
    sweep: Effect.suspend(note("sweep", () => behaviour.sweep ?? Effect.void))
  }
  return { asked, layer: Layer.provide(idempotency, Layer.succeed(IdempotencyStore, store)) }
}

const once = (post: Effect.Effect<PostOutcome.PostOutcome>, request = keyed) =>
  Effect.flatMap(Idempotency.Idempotency, (service) => service.runOnce(request, post))

const failure = Effect.fail(new StoreFailure({ problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" }))

const unavailable = (error: IdempotencyError) => assert.strictEqual(error._tag, "StoreFailure")

describe("what a repeated request gets", () => {
  const found = { fingerprint: "f", isAlive: true, response: undefined }
  const refused = (found: Parameters<typeof Idempotency.decide>[0]) =>
    Either.match(Idempotency.decide(found, "f"), { onLeft: ({ _tag }) => _tag, onRight: () => "a response" })

  it("is the response if there is one, whether its owner is alive or not", () => {
    for (const isAlive of [true, false])
      assert.deepStrictEqual(Idempotency.decide({ ...found, isAlive, response: kept }, "f"), Either.right(kept))
  })

  it('is "in progress" while the owner of the first request is alive, and then "unknown"', () => {
    assert.strictEqual(refused(found), "PostInProgress")
    assert.strictEqual(refused({ ...found, isAlive: false }), "OutcomeUnknown")
  })

  it('is always "reused" if the fingerprint differs', () => {
    for (const response of [undefined, kept])
      for (const isAlive of [true, false])
        assert.strictEqual(refused({ isAlive, response, fingerprint: "g" }), "KeyReused")
  })
})

describe("an error", () => {
  const failed = (reason: MessageError.Reason, delivery: MessageError.Delivery) =>
    PostOutcome.isFinal(
      new MessageError.ProviderFailure({
        provider: "factory",
        operation: "post",
        origin: "provider",
        attempts: 1,
        reason,
        delivery
      })
    )

  it("is kept if the post may have been delivered, for any reason", () => {
    for (const reason of MessageError.Reason.literals) assert.isTrue(failed(reason, "unknown"), reason)
  })

  it("is not kept if the post was certainly not delivered, unless the provider rejected it", () => {
    for (const reason of MessageError.Reason.literals)
      assert.strictEqual(failed(reason, "not-delivered"), reason === "Rejected", reason)
  })

  it("is kept if only the caller can fix it, and not if the operator of the server can", () => {
    const finals = [
      MessageError.InvalidRef.of("x", "a ref"),
      new MessageError.InvalidDraft({ provider: "factory", path: "/text", problem: "must not be empty" }),
      new MessageError.InvalidDraft({ provider: "factory", path: "", problem: "is too large", limitBytes: 9 }),
      new MessageError.MessageNotFound({ provider: "honcho", ref: "honcho:w/s/m", status: 404 }),
      new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s", status: 410 }),
      new MessageError.NotSupported({ provider: "veryfront", operation: "post" })
    ]
    assert.isNotEmpty(finals)
    for (const error of finals) assert.isTrue(PostOutcome.isFinal(error), error._tag)
    assert.isFalse(PostOutcome.isFinal(new MessageError.NotConfigured({ provider: "factory", variable: "X" })))
  })
})

describe("runOnce", () => {
  const latch = Effect.makeLatch()

  it.effect("posts once, and gives the same response until the key expires", () =>
    Effect.gen(function* () {
      let posts = 0
      const post = Effect.sync(() => ({ ...final, response: { ...kept, body: String(++posts) } }))
      assert.deepStrictEqual(yield* once(post), { response: { ...kept, body: "1" }, isReplayed: false })
      assert.deepStrictEqual(yield* once(post), { response: { ...kept, body: "1" }, isReplayed: true })
      yield* TestClock.adjust("23 hours")
      assert.isTrue((yield* once(post)).isReplayed)
      yield* TestClock.adjust("1 hours")
      assert.deepStrictEqual(yield* once(post), { response: { ...kept, body: "2" }, isReplayed: false })
    }).pipe(Effect.provide(memory))
  )

  it.effect("posts again if the post was not delivered and may succeed later", () =>
    Effect.gen(function* () {
      const first = yield* once(Effect.succeed({ response: { ...kept, status: 429 }, isFinal: false }))
      assert.strictEqual(first.response.status, 429)
      assert.deepStrictEqual(yield* once(Effect.succeed(final)), { response: kept, isReplayed: false })
    }).pipe(Effect.provide(memory))
  )

  it.effect("refuses to repeat a post while it runs, however long that takes", () =>
    Effect.gen(function* () {
      const go = yield* Deferred.make<PostOutcome.PostOutcome>()
      const first = yield* Effect.fork(once(Deferred.await(go)))
      for (let minute = 0; minute < 5; minute++) {
        yield* TestClock.adjust("1 minutes")
        assert.strictEqual((yield* Effect.flip(once(Effect.dieMessage("posted twice"))))._tag, "PostInProgress")
      }
      yield* Deferred.succeed(go, final)
      assert.deepStrictEqual(yield* Fiber.join(first), { response: kept, isReplayed: false })
      assert.isTrue((yield* once(Effect.dieMessage("posted twice"))).isReplayed)
    }).pipe(Effect.provide(memory))
  )

  it.effect("gives the response of a post that ends while its record is read", () =>
    Effect.gen(function* () {
      const store = yield* IdempotencyStore
      const [sent, read, go, goOn] = yield* Effect.all([latch, latch, latch, latch])
      const slow = Layer.succeed(IdempotencyStore, {
        ...store,
        claim: (claim) =>
          Effect.tap(store.claim(claim), (found) =>
            found === undefined ? Effect.void : Effect.zipRight(read.open, goOn.await)
          )
      })
      yield* Effect.gen(function* () {
        const first = yield* Effect.fork(once(sent.open.pipe(Effect.zipRight(go.await), Effect.as(final))))
        yield* sent.await
        const second = yield* Effect.fork(Effect.either(once(Effect.dieMessage("posted twice"))))
        yield* read.await
        yield* go.open
        yield* Fiber.join(first)
        yield* goOn.open
        assert.deepStrictEqual(yield* Fiber.join(second), Either.right({ response: kept, isReplayed: true }))
      }).pipe(Effect.provide(Layer.provide(idempotency, slow)))
    }).pipe(Effect.provide(Stores.layer({ path: ":memory:", settings })))
  )

  it.effect("reports an unknown outcome for seven days when a post was cut short", () =>
    Effect.gen(function* () {
      const cut = yield* Effect.fork(once(Effect.never))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(cut)
      const again = Effect.flip(once(Effect.dieMessage("posted twice")))
      assert.strictEqual((yield* again)._tag, "OutcomeUnknown")
      yield* TestClock.adjust(StoreTiming.lease)
      for (let hour = 0; hour < 7 * 24 - 1; hour++) {
        assert.strictEqual((yield* again)._tag, "OutcomeUnknown")
        yield* TestClock.adjust("1 hours")
      }
      yield* TestClock.adjust("1 hours")
      assert.isFalse((yield* once(Effect.succeed(final))).isReplayed)
    }).pipe(Effect.provide(memory))
  )

  it.effect("keeps callers and keys apart, and refuses a key for another request", () =>
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
      assert.strictEqual(changed._tag, "KeyReused")
    }).pipe(Effect.provide(memory))
  )

  it.effect("posts again to another provider URL, and keeps a response for each URL", () =>
    Effect.gen(function* () {
      const to = (destination: string) => {
        url = destination
        return once(Effect.succeed({ ...final, response: { ...kept, body: destination } }))
      }
      const [real, stub] = ["https://factory.test", "http://127.0.0.1:1/factory"]
      assert.deepInclude(yield* to(stub), { isReplayed: false })
      assert.deepStrictEqual(yield* to(real), { response: { ...kept, body: real }, isReplayed: false })
      assert.deepStrictEqual(yield* to(real), { response: { ...kept, body: real }, isReplayed: true })
    }).pipe(Effect.provide(memory))
  )

  it.effect("renews its lease every three seconds, and stops with the post", () => {
    const { asked, layer } = double({})
    return Effect.gen(function* () {
      const go = yield* Deferred.make<PostOutcome.PostOutcome>()
      const fiber = yield* Effect.fork(once(Deferred.await(go)))
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(asked, ["claim", "extend", "extend", "extend"])
      yield* Deferred.succeed(go, final)
      yield* Fiber.join(fiber)
      yield* TestClock.adjust("1 minutes")
      assert.deepStrictEqual(asked.slice(4), ["complete", "sweep"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("posts nothing when the store is down", () => {
    const { layer } = double({ claim: () => failure })
    return Effect.gen(function* () {
      const error = yield* Effect.flip(once(Effect.dieMessage("posted")))
      assert.deepInclude(error, { _tag: "StoreFailure", problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" })
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
      // A claim that timed out may arrive after its release.
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(asked, ["claim", "release", "release"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("gives the provider's response, even if it cannot be stored", () =>
    Effect.gen(function* () {
      const down = double({ complete: () => failure, extend: () => failure, sweep: failure })
      const unkept = yield* Effect.fork(Effect.provide(once(Effect.succeed(final)), down.layer))
      yield* TestClock.adjust(StoreTiming.deadline)
      assert.deepStrictEqual(yield* Fiber.join(unkept), { response: kept, isReplayed: false })
      const slow = double({ complete: () => Effect.never })
      const fiber = yield* Effect.fork(Effect.provide(once(Effect.succeed(final)), slow.layer))
      yield* TestClock.adjust(StoreTiming.deadline)
      assert.deepStrictEqual(yield* Fiber.join(fiber), { response: kept, isReplayed: false })
    })
  )

  for (const isFinal of [true, false])
    it.effect(
      `repeats an outcome to a store that fails (isFinal: ${isFinal}), and renews its lease until it is stored`,
      () => {
        let isDown = true
        const flaky = () => Effect.suspend(() => (isDown ? failure : Effect.void))
        const { asked, layer } = double({ complete: flaky, release: flaky })
        const operation = isFinal ? "complete" : "release"
        const count = (name: keyof Service) => asked.filter((operation) => operation === name).length
        return Effect.gen(function* () {
          const fiber = yield* Effect.fork(once(Effect.succeed({ response: kept, isFinal })))
          yield* TestClock.adjust(StoreTiming.deadline)
          assert.deepStrictEqual(yield* Fiber.join(fiber), { response: kept, isReplayed: false })
          yield* TestClock.adjust("25 seconds")
          assert.isAbove(count(operation), 5)
          assert.strictEqual(count("extend"), 10)
          isDown = false
          yield* TestClock.adjust("3 seconds")
          const before = asked.length
          assert.strictEqual(asked.at(-1), "sweep")
          yield* TestClock.adjust("5 minutes")
          assert.lengthOf(asked, before)
        }).pipe(Effect.provide(layer))
      }
    )

  it.effect("gives up storing an outcome after a minute", () => {
    const { asked, layer } = double({ complete: () => failure })
    return Effect.gen(function* () {
      yield* Effect.fork(once(Effect.succeed(final)))
      yield* TestClock.adjust("70 seconds")
      const before = asked.length
      assert.strictEqual(asked.at(-1), "sweep")
      yield* TestClock.adjust("5 minutes")
      assert.lengthOf(asked, before)
    }).pipe(Effect.provide(layer))
  })

  it.effect("posts after a slow claim only if the claim still exists", () =>
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
        assert.deepStrictEqual(asked, ["claim", "extend", ...(stands ? ["complete", "sweep"] : ["release"])])
      }
    })
  )

  it.effect("posts nothing after a pause that outlived the lease, by either clock", () =>
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
          claim: () => Effect.sync(() => void (pause = Duration.toMillis(StoreTiming.lease)))
        })
        const refused = Effect.flip(Effect.provide(once(Effect.dieMessage("posted")), layer))
        unavailable(yield* Effect.withClock(refused, paused))
        // The claim is released in the background.
        yield* TestClock.adjust(0)
        assert.deepStrictEqual(asked, ["claim", "extend", "release"])
      }
    })
  )

  it("has a lease that outlives a slow claim, a pause and a slow heartbeat", () => {
    const { deadline, heartbeat, lease } = StoreTiming
    const longest = Duration.sum(deadline, Duration.sum(heartbeat, deadline))
    assert.isTrue(Duration.greaterThan(lease, longest))
  })
})
