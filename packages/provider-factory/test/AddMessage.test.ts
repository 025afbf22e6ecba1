/** Posts: each is one request, and its error says whether it was delivered. */
import { assert, describe, it } from "@effect/vitest"
import { ContractServer, Samples } from "@org/messages-contract"
import { ConversationRef, Json } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { FactorySchema } from "../src/index.js"
import { connect, errorOf } from "./Client.js"

const conversation = Either.getOrThrow(
  ConversationRef.make({ provider: "factory", sessionId: "s/1", computerId: "c1" })
)

describe("FactoryClient.addMessage", () => {
  it.scopedLive("posts everything that the contract allows: text, images and files", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const { json, text } of Samples.requests("factory")) {
        if (!Schema.is(FactorySchema.FactoryPost)(json)) assert.fail(`the schema refuses ${text}`)
        const { computerId, ...post } = json
        const ids = computerId === undefined ? {} : { computerId }
        const address = yield* ConversationRef.make({ provider: "factory", sessionId: "s/1", ...ids })
        const posted = yield* client.addMessage(address, post)
        assert.deepStrictEqual<unknown>(posted, Samples.get("factory", "res-post-message.json").json)
        const sent = server.requests.at(-1)
        assert.deepInclude(sent, { method: "POST", path: "/api/v0/sessions/s%2F1/messages", findings: [] })
        assert.strictEqual(sent?.headers["content-type"], "application/json")
        assert.strictEqual(sent?.headers.authorization, "Bearer fk-test")
        assert.isTrue(Json.equal(JSON.parse(new TextDecoder().decode(sent?.body)), json))
      }
    })
  )

  it.scopedLive("posts once, and every error says whether the post was delivered", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const cases: ReadonlyArray<readonly [file: string, error: Json.JsonObject]> = [
        ["error-400.json", { reason: "Rejected", delivery: "not-delivered" }],
        ["error-401.json", { reason: "Unauthorized", delivery: "not-delivered" }],
        ["error-403.json", { reason: "Forbidden", delivery: "not-delivered", detail: "Sessions are not enabled" }],
        ["error-404.json", { _tag: "ConversationNotFound", ref: "factory:s%2F1?computerId=c1" }],
        ["error-500.json", { reason: "Unavailable", delivery: "unknown" }],
        ["error-503.json", { reason: "Unavailable", delivery: "unknown", detail: "Computer is offline" }]
      ]
      for (const [index, [file, expected]] of cases.entries()) {
        yield* server.answer("factory.post-message", ContractServer.sample(Samples.get("factory", file)))
        const client = yield* connect(server.url)
        const error = yield* errorOf(client.addMessage(conversation, { text: "hi" }))
        assert.deepInclude(error, { provider: "factory", attempts: 1, ...expected })
        assert.strictEqual(server.requests.length, index + 1)
      }
    })
  )

  it.scopedLive("accepts any status of the agent, because the post has happened", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const json of [
        { messageId: "m1", status: "queued", more: 1 },
        { messageId: "m1" },
        { messageId: "m1", status: null }
      ]) {
        yield* server.answer("factory.post-message", { ...ContractServer.json(json), beyondContract: true })
        assert.deepStrictEqual<unknown>(yield* client.addMessage(conversation, { text: "hi" }), json)
      }
    })
  )

  it.scopedLive("reports delivery unknown if the response has no usable message id", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const json of [{}, [], { messageId: 7 }, { messageId: "" }, { messageId: "../m1" }]) {
        yield* server.answer("factory.post-message", { ...ContractServer.json(json), beyondContract: true })
        const error = yield* errorOf(client.addMessage(conversation, { text: "hi" }))
        assert.deepInclude(error, { reason: "Malformed", operation: "post", delivery: "unknown", attempts: 1 })
      }
      assert.strictEqual(server.requests.length, 5)
    })
  )

  it.scopedLive("posts nothing to an id that must not be sent, and nothing without a key", () =>
    Effect.gen(function* () {
      const server = yield* ContractServer.make()
      const client = yield* connect(server.url)
      for (const ids of [{ sessionId: ".." }, { sessionId: "s1", computerId: "a/../b" }]) {
        const address = ConversationRef.make({ provider: "factory", ...ids })
        const error = yield* errorOf(Effect.flatMap(address, (address) => client.addMessage(address, { text: "hi" })))
        assert.strictEqual(error["_tag"], "InvalidRef")
      }
      const keyless = yield* connect(server.url, { apiKey: undefined })
      assert.strictEqual((yield* errorOf(keyless.addMessage(conversation, { text: "hi" })))["_tag"], "NotConfigured")
      assert.deepStrictEqual(server.requests, [])
    })
  )
})
