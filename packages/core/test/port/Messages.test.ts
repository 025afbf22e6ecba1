/** The port: one tag that any layer can provide, wherever the messages are kept. */
import { assert, it } from "@effect/vitest"
import { ConversationRef, Message, MessageError, MessageRef, Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { least } from "../message/messages.js"

const message = Schema.decodeUnknownSync(Message.Message)({ ...least, ref: "honcho:w/s/m" })

const memory = Layer.succeed(Messages.Messages, {
  get: ({ ref }) =>
    ref === message.ref ? Effect.succeed(message) : new MessageError.MessageNotFound({ provider: "honcho", ref }),
  getRaw: () => Effect.succeed({ body: new TextEncoder().encode("{}") }),
  list: ({ provider }) => new MessageError.NotSupported({ provider, operation: "list" }),
  conversations: (provider) => new MessageError.NotSupported({ provider, operation: "conversations" }),
  post: () => Effect.fail(new MessageError.NotSupported({ provider: "honcho", operation: "post" })),
  providers: Effect.succeed([])
})

it.effect("reads a message through any implementation of the port, and fails with the errors of the model", () =>
  Effect.gen(function* () {
    const messages = yield* Messages.Messages
    assert.strictEqual(yield* messages.get(yield* MessageRef.parse("honcho:w/s/m")), message)
    const missing = yield* Effect.flip(messages.get(yield* MessageRef.parse("honcho:w/s/other")))
    assert.strictEqual(missing.message, "Honcho has no message honcho:w/s/other")
    const post = messages.post(yield* ConversationRef.parse("honcho:w/s"), { text: "hi" })
    assert.strictEqual((yield* Effect.flip(post))._tag, "NotSupported")
  }).pipe(Effect.provide(memory))
)

it("the result of a post and the entry of a provider are plain JSON without undefined keys", () => {
  assert.isTrue(Schema.is(Messages.Posted)({ ref: "factory:s/m", agentStatus: "pending" }))
  assert.isFalse(Schema.is(Messages.Posted)({ ref: "factory:s", agentStatus: "pending" }))
  assert.isFalse(Schema.is(Messages.Posted)({ ref: "factory:s/m", agentStatus: undefined }))
  const availability = { provider: "honcho", url: "https://api.honcho.dev", configured: true, operations: ["get"] }
  assert.isTrue(Schema.is(Messages.Availability)(availability))
  assert.isFalse(Schema.is(Messages.Availability)({ ...availability, operations: ["delete"] }))
})

it("every provider of the model has a grammar, and nothing else is a provider", () => {
  assert.sameMembers(Object.keys(Provider.descriptors), [...Provider.names])
  for (const name of ["constructor", "__proto__", "Factory", ""]) assert.isFalse(Provider.isProvider(name))
})
