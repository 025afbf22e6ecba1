/** Many refs: each result apart, in order, asked once, and bounded for each provider. */
import { assert, it } from "@effect/vitest"
import { type Address, type Message, MessageError, Messages } from "@org/messages-core"
import { GetMany } from "@org/messages-conversations"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"

const unsupported = new MessageError.NotSupported({ provider: "factory", operation: "list" })

const port = (get: (address: Address.MessageAddress) => Effect.Effect<Message.Message, MessageError.MessageError>) =>
  Layer.succeed(Messages.Messages, {
    get,
    getRaw: () => unsupported,
    list: () => unsupported,
    conversations: () => unsupported,
    post: () => unsupported,
    providers: Effect.succeed([])
  })

const message = ({ provider, ref }: Address.MessageAddress): Message.Message => ({
  version: 1,
  format: provider,
  ref,
  role: "user",
  parts: []
})

const collect = (refs: ReadonlyArray<string>, options?: GetMany.Options) =>
  Effect.map(Stream.runCollect(GetMany.getMany(refs, options)), Chunk.toReadonlyArray)

it.effect("gives each ref its message or its error, in order, and asks once for a ref that is given twice", () => {
  const asked: Array<string> = []
  return Effect.gen(function* () {
    const results = yield* collect(["factory:s/b", "no ref", "honcho:w/s/a", "factory:s/b", "honcho:w/s/missing"])
    assert.deepStrictEqual(
      results.map((result) => ("message" in result ? result.message.ref : `${result.ref}: ${result.error._tag}`)),
      ["factory:s/b", "no ref: InvalidRef", "honcho:w/s/a", "factory:s/b", "honcho:w/s/missing: MessageNotFound"]
    )
    assert.deepStrictEqual(asked.sort(), ["factory:s/b", "honcho:w/s/a", "honcho:w/s/missing"])
  }).pipe(
    Effect.provide(
      port((address) => {
        asked.push(address.ref)
        return address.ref.endsWith("missing")
          ? new MessageError.MessageNotFound({ provider: address.provider, ref: address.ref })
          : Effect.succeed(message(address))
      })
    )
  )
})

const slowFactory = port((address) =>
  Effect.as(address.provider === "factory" ? Effect.sleep("1 minute") : Effect.void, message(address))
)

it.effect("gives results as they come where the order does not matter", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(collect(["factory:s/slow", "honcho:w/s/a", "honcho:w/s/b"], { unordered: true }))
    yield* TestClock.adjust("1 minute")
    assert.deepStrictEqual(
      (yield* Fiber.join(fiber)).map(({ ref }) => ref),
      ["honcho:w/s/a", "honcho:w/s/b", "factory:s/slow"]
    )
  }).pipe(Effect.provide(slowFactory))
)

it.effect("has no more requests under way for a provider than it may", () => {
  let underWay = 0
  let most = 0
  const counted = port((address) =>
    Effect.acquireUseRelease(
      Effect.sync(() => (most = Math.max(most, (underWay += 1)))),
      () => Effect.as(Effect.sleep("1 second"), message(address)),
      () => Effect.sync(() => (underWay -= 1))
    )
  )
  return Effect.gen(function* () {
    const refs = Array.from({ length: 20 }, (_, index) => `factory:s/m${index}`)
    const fiber = yield* Effect.fork(collect(refs, { concurrency: 3 }))
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Fiber.join(fiber)).length, 20)
    assert.strictEqual(most, 3)
  }).pipe(Effect.provide(counted))
})
