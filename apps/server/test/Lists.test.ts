/** Pages of conversations and of messages over HTTP: parameters, the next page, entity tags and errors. */
import { assert, describe, it } from "@effect/vitest"
import type { Conversation } from "@org/messages-core"
import { ConversationRef, Cursor, type Message, MessageError, MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import { ask, type Port, serve } from "./TestServer.js"

const cursor = Cursor.encode({ list: "messages", of: "factory:s", limit: 2, native: "2", given: 2, tail: [] })

const message = (id: string): Message.Message => ({
  version: 1,
  format: "factory",
  ref: MessageRef.MessageRef.make(`factory:s/${id}`),
  conversation: { id: "s" },
  role: "user",
  parts: [{ type: "text", text: "é💬" }]
})

const conversation: Conversation.Conversation = {
  version: 1,
  provider: "honcho",
  ref: ConversationRef.ConversationRef.make("honcho:w%201/s"),
  id: "s"
}

/** A port that gives one page, and keeps what was asked. */
const listing = () => {
  const asked: Array<unknown> = []
  const port: Partial<Port> = {
    list: (address, options) =>
      Effect.sync(() => {
        asked.push([address.ref, { ...options }])
        return { items: [message("a"), message("b")], next: cursor, total: 3, natives: [1, 2] }
      }),
    conversations: (provider, options) =>
      Effect.sync(() => {
        asked.push([provider, { ...options }])
        return { items: [conversation], next: cursor }
      })
  }
  return { asked, port }
}

describe("the messages of a conversation", () => {
  it.scopedLive("come as a page, with the URL of the next one", () =>
    Effect.gen(function* () {
      const { asked, port } = listing()
      const server = yield* serve(port)
      const path = "/v1/conversations/factory:s/messages"
      const first = yield* ask(server, `${path}?limit=2&order=oldest`)
      assert.strictEqual(first.status, 200)
      assert.strictEqual(first.headers["content-type"], "application/json")
      assert.deepStrictEqual(first.json.items, [message("a"), message("b")])
      assert.deepStrictEqual(OpenApiValidator.faults("get", "/v1/conversations/{ref}/messages", 200, first.json), [])
      const next = `/v1/conversations/factory%3As/messages?cursor=${cursor}`
      assert.strictEqual(first.headers.link, `<${next}>; rel="next"`)
      assert.strictEqual(first.headers.vary, "Accept-Encoding, Accept")
      yield* ask(server, next)
      const options = { cursor: undefined, limit: undefined, order: undefined, natives: false }
      assert.deepStrictEqual(asked, [
        ["factory:s", { ...options, limit: 2, order: "oldest" }],
        ["factory:s", { ...options, cursor }]
      ])
      const again = yield* ask(server, path, { headers: { "if-none-match": String(first.headers.etag) } })
      assert.strictEqual(again.status, 304)
    })
  )

  it.scopedLive("take what is left of the query as a part of the ref", () =>
    Effect.gen(function* () {
      const { asked, port } = listing()
      const server = yield* serve(port)
      const { headers } = yield* ask(
        server,
        "/v1/conversations/mielto:conversation%2Fc/messages?natives=true&workspaceId=w%201"
      )
      assert.deepInclude(asked[0], "mielto:conversation/c?workspaceId=w%201")
      assert.strictEqual(
        headers.link,
        `</v1/conversations/mielto%3Aconversation%2Fc%3FworkspaceId%3Dw%25201/messages?natives=true&cursor=${cursor}>; rel="next"`
      )
    })
  )

  it.scopedLive("are refused with the parameter that cannot be used", () =>
    Effect.gen(function* () {
      const server = yield* serve(listing().port)
      const refused = [
        ["limit=0", "invalid-parameter"],
        ["limit=1.5", "invalid-parameter"],
        ["limit=1&limit=2", "invalid-parameter"],
        ["order=up", "invalid-parameter"],
        ["natives=1", "invalid-parameter"],
        ["cursor=%ff", "invalid-parameter"],
        ["cursor=x", "invalid-cursor"],
        ["cursor=", "invalid-cursor"],
        ["curser=x", "invalid-ref"]
      ] as const
      for (const [query, type] of refused) {
        const { json, status } = yield* ask(server, `/v1/conversations/factory:s/messages?${query}`)
        assert.strictEqual(status, 400, query)
        assert.strictEqual(json.type, `urn:messages:problem:${type}`, query)
        assert.notProperty(json, "delivery")
        assert.deepStrictEqual(OpenApiValidator.faults("get", "/v1/conversations/{ref}/messages", 400, json), [])
      }
    })
  )

  it.scopedLive("fail with the port's errors", () =>
    Effect.gen(function* () {
      const errors = [
        [new MessageError.InvalidCursor({ problem: "it belongs to factory:t" }), 400],
        [new MessageError.ConversationChanged({ ref: "factory:s" }), 409],
        [new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s", status: 404 }), 404],
        [new MessageError.NotSupported({ provider: "factory", operation: "list", problem: "no" }), 501]
      ] as const
      for (const [error, expected] of errors) {
        const server = yield* serve({ list: () => Effect.fail(error) })
        for (const accept of ["application/json", "application/x-ndjson"]) {
          const { headers, json, status } = yield* ask(server, "/v1/conversations/factory:s/messages", {
            headers: { accept }
          })
          assert.strictEqual(status, expected)
          assert.strictEqual(headers["content-type"], "application/problem+json")
          assert.strictEqual(json.detail, error.message)
          const faults = OpenApiValidator.faults("get", "/v1/conversations/{ref}/messages", expected, json)
          assert.deepStrictEqual(faults, [])
        }
      }
    })
  )
})

describe("the conversations of a provider", () => {
  it.scopedLive("come as a page, with the URL of the next one", () =>
    Effect.gen(function* () {
      const { asked, port } = listing()
      const server = yield* serve(port)
      const first = yield* ask(server, "/v1/conversations?provider=honcho&parent=w+1&limit=9")
      assert.deepStrictEqual(first.json.items, [conversation])
      assert.deepStrictEqual(OpenApiValidator.faults("get", "/v1/conversations", 200, first.json), [])
      const next = `/v1/conversations?provider=honcho&parent=w%201&cursor=${cursor}`
      assert.strictEqual(first.headers.link, `<${next}>; rel="next"`)
      assert.match(first.headers.etag ?? "", /^"/)
      yield* ask(server, next)
      assert.deepStrictEqual(asked, [
        ["honcho", { cursor: undefined, limit: 9, parent: "w 1" }],
        ["honcho", { cursor, limit: undefined, parent: "w 1" }]
      ])
    })
  )

  it.scopedLive("are refused with the parameter that cannot be used", () =>
    Effect.gen(function* () {
      const server = yield* serve(listing().port)
      for (const query of ["", "?provider=x", "?provider=factory&more=1", "?provider=factory&limit=-1"]) {
        const { json, status } = yield* ask(server, `/v1/conversations${query}`)
        assert.strictEqual(status, 400)
        assert.strictEqual(json.type, "urn:messages:problem:invalid-parameter")
        assert.deepStrictEqual(OpenApiValidator.faults("get", "/v1/conversations", 400, json), [])
      }
    })
  )
})
