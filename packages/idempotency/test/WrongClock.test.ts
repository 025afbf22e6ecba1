/** Posting once while the clock is wrong, or is set: no key is forgotten early, and no key is blocked for long. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, Messages, type Operation } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import * as Idempotency from "../src/Idempotency.js"
import type { PostOutcome } from "../src/PostOutcome.js"
import { IdempotencyStore } from "../src/store/IdempotencyStore.js"
import * as Stores from "../src/store/Stores.js"
import * as StoreTiming from "../src/StoreTiming.js"
import * as SettableClock from "./SettableClock.js"

const final: PostOutcome = {
  response: { status: 201, contentType: "application/json", headers: {}, body: "{}" },
  isFinal: true
}

const refuse = (operation: Operation.Operation) =>
  Effect.fail(new MessageError.NotSupported({ provider: "factory", operation }))

const port = Layer.succeed(Messages.Messages, {
  get: () => refuse("get"),
  getRaw: () => refuse("get"),
  list: () => refuse("list"),
  conversations: () => refuse("conversations"),
  post: () => refuse("post"),
  providers: Effect.succeed([])
})

const store = Stores.layer({
  path: ":memory:",
  settings: { path: "MESSAGES_STORE", databaseUrl: "MESSAGES_DATABASE_URL" }
})

/** Two processes with one store: the second knows of the first only what is in the store. */
const processes = Effect.gen(function* () {
  const shared = Layer.succeed(IdempotencyStore, Context.get(yield* Layer.build(store), IdempotencyStore))
  const start = Layer.build(Layer.fresh(Idempotency.layer({ ttl: Duration.hours(24) }))).pipe(
    Effect.map((context) => Context.get(context, Idempotency.Idempotency).runOnce),
    Effect.map(
      (runOnce) => (key: string, post: Effect.Effect<PostOutcome>) =>
        runOnce({ caller: "local", key, fingerprint: { provider: "factory", digest: "f" } }, post)
    ),
    Effect.provide(Layer.merge(port, shared))
  )
  return [yield* start, yield* start] as const
})

const posted = Effect.succeed(final)

const twice = Effect.dieMessage("posted twice")

describe("a key with a response is not forgotten", () => {
  it.scoped("when the clock is a day ahead during another post, and is corrected before that post ends", () =>
    SettableClock.use((clock) =>
      Effect.gen(function* () {
        const [post] = yield* processes
        const go = yield* Deferred.make<PostOutcome>()
        yield* clock.set(25)
        const other = yield* Effect.fork(post("other", Deferred.await(go)))
        yield* TestClock.adjust("1 seconds")
        yield* clock.set(0)
        yield* post("k", posted)
        yield* TestClock.adjust("3 seconds")
        yield* Deferred.succeed(go, final)
        yield* Fiber.join(other)
        yield* TestClock.adjust("1 seconds")
        assert.isTrue((yield* post("k", posted)).isReplayed)
      })
    )
  )

  for (const hours of [25, 24 * 400])
    it.scoped(`when the clock is ${hours} hours ahead for a while, with posts, repetitions and both processes`, () =>
      SettableClock.use((clock) =>
        Effect.gen(function* () {
          const [post, elsewhere] = yield* processes
          yield* post("k", posted)
          yield* clock.set(hours)
          for (const send of [post, elsewhere]) {
            yield* send(`other ${send === post}`, posted)
            yield* TestClock.adjust("1 seconds")
            assert.isTrue((yield* send("k", posted)).isReplayed)
          }
          yield* clock.set(0)
          for (const send of [elsewhere, post]) assert.isTrue((yield* send("k", posted)).isReplayed)
        })
      )
    )

  it.scoped("when it was posted while the clock was a day behind, and the clock is corrected", () =>
    SettableClock.use((clock) =>
      Effect.gen(function* () {
        const [post] = yield* processes
        yield* post("earlier", posted)
        yield* clock.set(-25)
        yield* post("k", posted)
        yield* clock.set(0)
        yield* post("other", posted)
        yield* TestClock.adjust("1 seconds")
        assert.isTrue((yield* post("k", posted)).isReplayed)
      })
    )
  )
})

describe("a key without a response", () => {
  it.scoped("is forgotten after its time, although the clock was wrong in between", () =>
    SettableClock.use((clock) =>
      Effect.gen(function* () {
        const [post] = yield* processes
        yield* post("k", posted)
        yield* clock.set(-25)
        yield* post("other", posted)
        yield* clock.set(0)
        yield* TestClock.adjust("24 hours")
        assert.isFalse((yield* post("k", posted)).isReplayed)
      })
    )
  )

  for (const [hours, when] of [
    [25, "a day ahead"],
    [0.01, "half a minute ahead"],
    [-25, "a day behind"]
  ] as const)
    it.scoped(
      `has an unknown outcome a lease after a crash while the clock was ${when}, also when it is corrected`,
      () =>
        SettableClock.use((clock) =>
          Effect.gen(function* () {
            const [post, elsewhere] = yield* processes
            yield* clock.set(hours)
            const crashed = yield* Effect.fork(post("k", Effect.never))
            yield* TestClock.adjust("4 seconds")
            yield* Fiber.interrupt(crashed)
            yield* clock.set(0)
            yield* TestClock.adjust(StoreTiming.lease)
            for (const send of [post, elsewhere])
              assert.strictEqual((yield* Effect.flip(send("k", twice)))._tag, "OutcomeUnknown")
          })
        )
    )

  it.scoped("is in progress while its post runs, whatever the clock says", () =>
    SettableClock.use((clock) =>
      Effect.gen(function* () {
        const [post, elsewhere] = yield* processes
        const running = yield* Effect.fork(post("k", Effect.never))
        yield* TestClock.adjust("1 seconds")
        for (const hours of [25, -25, 24 * 400, 0]) {
          yield* clock.set(hours)
          assert.strictEqual((yield* Effect.flip(post("k", twice)))._tag, "PostInProgress")
          // The next heartbeat dates the lease by the clock as it is now.
          yield* TestClock.adjust(StoreTiming.heartbeat)
          assert.strictEqual((yield* Effect.flip(elsewhere("k", twice)))._tag, "PostInProgress")
        }
        yield* Fiber.interrupt(running)
      })
    )
  )

  it.scoped("has an unknown outcome at once in the process that knows that its post was cut short", () =>
    Effect.gen(function* () {
      const [post, elsewhere] = yield* processes
      const cut = yield* Effect.fork(post("k", Effect.never))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(cut)
      assert.strictEqual((yield* Effect.flip(post("k", twice)))._tag, "OutcomeUnknown")
      assert.strictEqual((yield* Effect.flip(elsewhere("k", twice)))._tag, "PostInProgress")
    })
  )
})
