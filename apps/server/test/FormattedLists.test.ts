/** Pages of messages in other formats: the same words as for one message, and nothing of the page is lost. */
import { assert, describe, it } from "@effect/vitest"
import { limit, valueLimit } from "@org/messages-api/ConvertRequest"
import { Cursor, type Message } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import { type Answer, ask, serve } from "./TestServer.js"

const path = "/v1/conversations/factory:s/messages"

const cursor = Cursor.encode({ list: "messages", of: "factory:s", limit: 2, native: "2", given: 2, tail: [] })

const call: Message.Message = {
  version: 1,
  format: "factory",
  role: "assistant",
  tags: ["a"],
  parts: [{ type: "tool-call", callId: "c", name: "search", input: { q: "<b>" } }]
}

const result: Message.Message = {
  version: 1,
  format: "factory",
  role: "tool",
  parts: [{ type: "tool-result", callId: "c", output: "found" }]
}

const page = { items: [call, result], next: cursor }

const served = serve({ list: () => Effect.succeed(page) })

const isDescribed = ({ json, status }: Answer) =>
  assert.deepStrictEqual(OpenApiValidator.faults("get", "/v1/conversations/{ref}/messages", status, json), [])

describe("GET /v1/conversations/{ref}/messages in a format", () => {
  it.scopedLive("gives the page as one document, with the URL of the next one in that format", () =>
    Effect.gen(function* () {
      const server = yield* served
      const chat = yield* ask(server, `${path}?format=chat&limit=2&keep=none`)
      const calls = [{ type: "function", id: "c", function: { name: "search", arguments: '{"q":"<b>"}' } }]
      // The call and its result stand in two messages, and the document has both.
      assert.deepEqual(chat.json, [
        { role: "assistant", tool_calls: calls },
        { role: "tool", tool_call_id: "c", content: "found" }
      ])
      isDescribed(chat)
      const next = `/v1/conversations/factory%3As/messages?format=chat&keep=none&cursor=${cursor}`
      assert.strictEqual(chat.headers.link, `<${next}>; rel="next"`)
      assert.deepEqual((yield* ask(server, next)).json, chat.json)
    })
  )

  it.scopedLive("has an entity tag of the content in that format, and depends on Accept", () =>
    Effect.gen(function* () {
      const server = yield* served
      const plain = yield* ask(server, path)
      const chat = yield* ask(server, `${path}?format=chat`)
      assert.notStrictEqual(chat.headers.etag, plain.headers.etag)
      const again = yield* ask(server, `${path}?format=chat`, { headers: { "if-none-match": chat.headers.etag ?? "" } })
      assert.strictEqual(again.status, 304)
      assert.strictEqual(again.headers.vary, "Accept-Encoding, Accept")
    })
  )

  it.scopedLive("gives the report, and keeps the rest where the query says", () =>
    Effect.gen(function* () {
      const server = yield* served
      const told = yield* ask(server, `${path}?format=chat&report=true`)
      assert.deepEqual(told.json.report.dropped, ["/0/tags/0"])
      isDescribed(told)
      const beside = yield* ask(server, `${path}?format=chat&keep=beside`)
      assert.deepInclude(beside.json.residue, { version: 1, format: "chat" })
      assert.include((yield* ask(server, `${path}?format=ai-sdk`)).text, "messages/residue")
      assert.notInclude((yield* ask(server, `${path}?format=ai-sdk&keep=none`)).text, "messages/residue")
      assert.deepEqual((yield* ask(server, `${path}?format=canonical`)).json, page.items)
    })
  )

  it.scopedLive("obeys Accept where the query names no format; only lines continue to the end", () =>
    Effect.gen(function* () {
      const server = yield* serve({ list: () => Effect.succeed({ items: page.items }) })
      const html = yield* ask(server, path, { headers: { accept: "text/html,application/xml;q=0.9,*/*;q=0.8" } })
      assert.strictEqual(html.headers["content-type"], "text/html; charset=utf-8")
      assert.match(String(html.headers["content-security-policy"]), /default-src 'none'; style-src 'sha256-/)
      assert.include(html.text, "search")
      const markdown = yield* ask(server, path, { headers: { accept: "text/markdown" } })
      assert.match(markdown.text, /^# Conversation\n/)
      const lines = yield* ask(server, `${path}?format=ndjson`)
      assert.strictEqual(lines.headers["content-type"], "application/x-ndjson")
      assert.strictEqual(lines.text, page.items.map((message) => `${JSON.stringify(message)}\n`).join(""))
      const mixed = { accept: "text/html, application/x-ndjson;q=0.5" }
      assert.strictEqual(
        (yield* ask(server, path, { headers: mixed })).headers["content-type"],
        html.headers["content-type"]
      )
      for (const query of ["", "?format=ndjson"]) {
        const whole = yield* ask(server, `${path}${query}`, { headers: { accept: "application/x-ndjson" } })
        assert.strictEqual(whole.text, lines.text)
        assert.isUndefined(whole.headers.etag)
      }
      const named = yield* ask(server, `${path}?format=chat`, { headers: { accept: "application/x-ndjson" } })
      assert.strictEqual(named.headers["content-type"], "application/json")
    })
  )

  it.scopedLive("lists the elements that cannot be read, or refuses the page", () =>
    Effect.gen(function* () {
      const faults = [{ index: 1, path: "/content", problem: "expected a list" }]
      const server = yield* serve({ list: () => Effect.succeed({ items: page.items, faults }) })
      for (const format of ["chat", "markdown", "html", "canonical"]) {
        const refused = yield* ask(server, `${path}?format=${format}`)
        assert.deepInclude(refused.json, { status: 422, type: "urn:messages:problem:not-expressible" })
        assert.match(refused.json.detail, /report=true/)
        isDescribed(refused)
        const told = yield* ask(server, `${path}?format=${format}&report=true`)
        assert.deepEqual(told.json.faults, faults)
        isDescribed(told)
      }
    })
  )

  it.scopedLive("refuses a page that is too large for a conversion, which has no such limit without a format", () =>
    Effect.gen(function* () {
      const parts = Array.from({ length: valueLimit / 18 }, () => ({ type: "text" as const, text: "x" }))
      const items = [
        { ...call, parts },
        { ...result, parts }
      ]
      const server = yield* serve({ list: () => Effect.succeed({ items }) })
      const refused = yield* ask(server, `${path}?format=chat`)
      assert.deepInclude(refused.json, { status: 422, type: "urn:messages:problem:page-too-large" })
      assert.deepInclude(refused.json, { limit: valueLimit, limitBytes: limit })
      isDescribed(refused)
      assert.strictEqual((yield* ask(server, path)).status, 200)
    })
  )

  it.scopedLive("refuses parameters that it cannot use, and formats that it does not know", () =>
    Effect.gen(function* () {
      const server = yield* served
      for (const query of ["keep=all", "report=yes", "format=chat&format=otel", "format=chat&natives=true"]) {
        const refused = yield* ask(server, `${path}?${query}`)
        assert.deepInclude(refused.json, { status: 400, type: "urn:messages:problem:invalid-parameter" }, query)
        isDescribed(refused)
      }
      const unknown = yield* ask(server, `${path}?format=smoke-signals`)
      assert.deepInclude(unknown.json, { status: 400, type: "urn:messages:problem:unknown-format" })
      isDescribed(unknown)
    })
  )
})
