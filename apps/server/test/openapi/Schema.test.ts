/** The JSON Schema of the canonical message, as the server gives it. */
import { assert, it } from "@effect/vitest"
import { JsonSchema } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { ask, serve } from "../TestServer.js"

it.scopedLive(
  "GET /schema/message.json gives the JSON Schema of messages, with its id and an ETag, without a token",
  () =>
    Effect.gen(function* () {
      const server = yield* serve({}, { tokens: [Redacted.make("first-token")] })
      const { headers, json, status } = yield* ask(server, "/schema/message.json")
      assert.strictEqual(status, 200)
      assert.strictEqual(headers["content-type"], "application/schema+json")
      assert.strictEqual(json.$id, JsonSchema.id)
      assert.deepStrictEqual(json, JSON.parse(JSON.stringify(JsonSchema.message())))
      const again = yield* ask(server, "/schema/message.json", { headers: { "if-none-match": String(headers.etag) } })
      assert.strictEqual(again.status, 304)
      const start = yield* ask(server, "/")
      assert.strictEqual(start.json.schema, "/schema/message.json")
    })
)
