/** Messages in other formats, and documents that are converted. */
import { assert, describe, it } from "@effect/vitest"
import { limit, valueLimit } from "@org/messages-api/ConvertRequest"
import type { Message } from "@org/messages-core"
import * as Effect from "effect/Effect"
import process from "node:process"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import * as Representation from "../src/request/Representation.js"
import { type Asked, ask, serve } from "./TestServer.js"

const message: Message.Message = {
  version: 1,
  format: "factory",
  id: "m1",
  role: "user",
  tags: ["a"],
  parts: [{ type: "text", text: "Hello <b>" }]
}

const served = serve({ get: () => Effect.succeed(message) }, { bodyLimit: 28 * 2 ** 20, jsonLimit: 2 ** 24 })

const path = "/v1/messages/factory:s1%2Fm1"

describe("formats that are only written", () => {
  const done = { ...message, role: "assistant" } satisfies Message.Message

  it.scopedLive("are given for a message and for a document, and refused as the format of a document", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get: () => Effect.succeed(done) })
      const example = yield* ask(server, `${path}?format=openai-fine-tuning`)
      assert.strictEqual(example.headers["content-type"], "application/x-ndjson")
      assert.strictEqual(example.text, '{"messages":[{"role":"assistant","content":"Hello <b>"}]}\n')
      const mcp = yield* ask(server, `${path}?format=mcp&keep=none`)
      assert.deepEqual(mcp.json, [{ role: "assistant", content: { type: "text", text: "Hello <b>" } }])
      const body = (from: string) => convert({ from, to: "chat", document: mcp.json })
      assert.strictEqual((yield* ask(server, "/v1/convert", body("mcp"))).status, 422)
    })
  )

  it.scopedLive("are refused where they have nothing to say", () =>
    Effect.gen(function* () {
      const server = yield* served
      assert.strictEqual((yield* ask(server, `${path}?format=openai-fine-tuning`)).status, 422)
    })
  )
})

describe("GET /v1/messages/{ref} in a format", () => {
  it.scopedLive("gives the document that the query names, and the canonical message without one", () =>
    Effect.gen(function* () {
      const server = yield* served
      const plain = yield* ask(server, path)
      assert.deepEqual(plain.json, message)
      assert.strictEqual(plain.headers.vary, "Accept-Encoding, Accept")
      const chat = yield* ask(server, `${path}?format=chat`)
      assert.deepEqual(chat.json, [{ role: "user", content: "Hello <b>" }])
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
      assert.deepEqual(told.json.value, [{ role: "user", content: "Hello <b>" }])
      assert.deepEqual(told.json.report.dropped, ["/0/id", "/0/tags/0"])
      const beside = yield* ask(server, `${path}?format=chat&keep=beside`)
      assert.deepInclude(beside.json.residue, { version: 1, format: "chat" })
      assert.isUndefined(beside.json.report)
      assert.include((yield* ask(server, `${path}?format=ai-sdk`)).text, "messages/residue")
      assert.notInclude((yield* ask(server, `${path}?format=ai-sdk&keep=none`)).text, "messages/residue")
      assert.deepEqual((yield* ask(server, `${path}?report=true`)).json.report.dropped, [])
      assert.notInclude((yield* ask(server, `${path}?format=ai-sdk-model`)).text, "messages/residue")
      const model = yield* ask(server, `${path}?format=ai-sdk-model&keep=embed`)
      const body = { from: "ai-sdk-model", to: "canonical", document: model.json }
      assert.deepEqual((yield* ask(server, "/v1/convert", convert(body))).json.value, [message])
    })
  )

  it.scopedLive("obeys Accept where the query names no format", () =>
    Effect.gen(function* () {
      const server = yield* served
      const html = yield* ask(server, path, { headers: { accept: "text/html,application/xml;q=0.9,*/*;q=0.8" } })
      assert.strictEqual(html.headers["content-type"], "text/html; charset=utf-8")
      assert.match(String(html.headers["content-security-policy"]), /default-src 'none'; style-src 'sha256-/)
      assert.include(html.text, "Hello")
      const markdown = yield* ask(server, path, { headers: { accept: "text/markdown" } })
      assert.match(markdown.text, /^# Conversation\n/)
      const lines = yield* ask(server, path, { headers: { accept: "application/x-ndjson" } })
      assert.strictEqual(lines.text, `${JSON.stringify(message)}\n`)
      const named = yield* ask(server, `${path}?format=markdown`, { headers: { accept: "text/html" } })
      assert.strictEqual(named.headers["content-type"], "text/markdown; charset=utf-8")
    })
  )

  it.scopedLive("refuses a message that is too large for a conversion, which has no such limit without a format", () =>
    Effect.gen(function* () {
      const parts = Array.from({ length: valueLimit / 9 }, () => ({ type: "text" as const, text: "x" }))
      const texts = [{ type: "text" as const, text: "x ".repeat(limit / 2) }]
      for (const large of [
        { ...message, parts },
        { ...message, parts: texts }
      ]) {
        const server = yield* serve({ get: () => Effect.succeed(large) })
        for (const asked of [
          ask(server, `${path}?format=chat`),
          ask(server, path, { headers: { accept: "text/html" } })
        ]) {
          const refused = yield* asked
          assert.deepInclude(refused.json, { status: 422, type: "urn:messages:problem:message-too-large" })
          assert.deepInclude(refused.json, { limit: valueLimit, limitBytes: limit })
        }
        assert.strictEqual((yield* ask(server, path)).status, 200)
      }
    })
  )

  it.scopedLive("refuses parameters that it cannot use, and formats that it does not know", () =>
    Effect.gen(function* () {
      const server = yield* served
      for (const query of ["keep=all", "report=yes", "format=chat&format=otel", "computer=1"])
        assert.strictEqual((yield* ask(server, `${path}?${query}`)).status, 400, query)
      let reads = 0
      const counting = yield* serve({ get: () => Effect.sync(() => ((reads += 1), message)) })
      for (const format of ["smoke-signals", "", "codex"]) {
        const unknown = yield* ask(counting, `${path}?format=${format}`)
        assert.deepInclude(unknown.json, { status: 400, type: "urn:messages:problem:unknown-format" })
        assert.match(unknown.json.detail, /must be one of canonical, ndjson, .*, honcho, .*markdown, html$/)
        assert.notInclude(unknown.json.detail, "codex")
        assert.deepEqual(OpenApiValidator.faults("get", "/v1/messages/{ref}", 400, unknown.json), [])
      }
      assert.strictEqual(reads, 0)
    })
  )
})

describe("Accept", () => {
  it("is JSON unless another type weighs more", () => {
    for (const [accept, format] of [
      ["*/*", undefined],
      ["application/json, text/html", undefined],
      ["text/html, application/json", "html"],
      ["text/html;q=0.5, application/json", undefined],
      ["application/json;q=0.5, text/markdown", "markdown"],
      ["text/html;q=0", undefined],
      ["text/plain", undefined]
    ] as const) {
      const wanted = Representation.of({ headers: { accept }, query: "" })
      assert.deepEqual(wanted._tag === "Right" && wanted.right.format, format, accept)
    }
  })

  it("leaves the query of the ref as it is", () => {
    const wanted = Representation.of({ headers: {}, query: "?format=chat&computerId=a%26b" })
    assert.deepInclude(wanted._tag === "Right" ? wanted.right : {}, { query: "?computerId=a%26b", format: "chat" })
  })
})

const convert = (body: unknown): Asked => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body)
})

describe("POST /v1/convert", () => {
  const document = [{ role: "user", name: "ada", content: "Hi" }]

  it.scopedLive("converts a document there and back", () =>
    Effect.gen(function* () {
      const server = yield* served
      const there = yield* ask(server, "/v1/convert", convert({ from: "chat", to: "anthropic", document }))
      assert.strictEqual(there.status, 200)
      assert.deepEqual(there.json.value, [{ role: "user", content: [{ type: "text", text: "Hi" }] }])
      assert.deepEqual(there.json.report.dropped, ["/0/author/name"])
      const { residue, value } = there.json
      const back = yield* ask(
        server,
        "/v1/convert",
        convert({ from: "anthropic", to: "chat", document: value, residue })
      )
      assert.deepEqual(back.json.value, document)
      const found = yield* ask(server, "/v1/convert", convert({ to: "markdown", document: [message] }))
      assert.deepEqual([found.json.from, found.json.report], ["canonical", undefined])
      const lines = `${JSON.stringify(message)}\n`
      const read = yield* ask(server, "/v1/convert", convert({ from: "ndjson", to: "canonical", document: lines }))
      assert.deepEqual(read.json.value, [message])
    })
  )

  it.scopedLive("reads a session file, and counts its lines that are no messages", () =>
    Effect.gen(function* () {
      const server = yield* served
      const session = [
        { type: "session_start", id: "s1" },
        { type: "message", id: "m1", message: { role: "user", content: [{ type: "text", text: "Hi" }] } }
      ]
      const { json } = yield* ask(server, "/v1/convert", convert({ to: "anthropic", document: session }))
      assert.deepEqual(json.value, [{ role: "user", content: [{ type: "text", text: "Hi" }] }])
      assert.deepEqual([json.from, json.others], ["factory-session", { session_start: 1 }])
      assert.deepEqual(json.residue.others, [session[0]])
    })
  )

  it.scopedLive("counts and keeps the other keys of a request's body", () =>
    Effect.gen(function* () {
      const server = yield* served
      const messages = [{ role: "user", content: "Hi" }]
      const body = { from: "anthropic", to: "anthropic", document: { model: "c", system: "Be kind.", messages } }
      const { json } = yield* ask(server, "/v1/convert", convert(body))
      assert.deepEqual([json.value, json.others], [messages, { other: 1 }])
      assert.deepEqual(json.residue.others, [{ model: "c", system: "Be kind." }])
      const both = { from: "responses", to: "chat", document: { input: messages, output: messages } }
      const refused = yield* ask(server, "/v1/convert", convert(both))
      assert.deepInclude(refused.json, { status: 422, type: "urn:messages:problem:invalid-document" })
      assert.include(refused.json.detail, '"input" and "output"')
      const wrong = yield* ask(server, "/v1/convert", convert({ from: "ai-sdk", to: "chat", document: messages }))
      assert.include(wrong.json.detail, "it looks like anthropic")
    })
  )

  it.scopedLive("says which residue it could not use", () =>
    Effect.gen(function* () {
      const body = { from: "chat", to: "canonical", document, residue: { of: "?" } }
      assert.deepEqual((yield* ask(yield* served, "/v1/convert", convert(body))).json.ignored, [""])
    })
  )

  it.scopedLive("refuses what is no document, and what is too large", () =>
    Effect.gen(function* () {
      const server = yield* served
      const wrong = yield* ask(server, "/v1/convert", convert({ from: "chat", to: "otel", document: [1] }))
      assert.deepInclude(wrong.json, { status: 422, type: "urn:messages:problem:invalid-document", path: "/0" })
      const empty = yield* ask(server, "/v1/convert", convert({ from: "chat", to: "ai-sdk", document: [] }))
      assert.deepInclude(empty.json, { status: 422, type: "urn:messages:problem:not-expressible" })
      assert.strictEqual((yield* ask(server, "/v1/convert", convert({ document }))).status, 422)
      const list = yield* ask(server, "/v1/convert", convert([]))
      assert.deepInclude(list.json, { status: 422, detail: "The body must be an object" })
      const clean = yield* ask(server, "/v1/convert", convert({ to: "chat", document, keep: "clean" }))
      assert.deepInclude(clean.json, { status: 422, detail: '/keep must be "embed", "beside" or "none"' })
      const unknown = yield* ask(server, "/v1/convert", convert({ from: "chat", to: "nope", document: [] }))
      assert.deepInclude(unknown.json, { status: 400, type: "urn:messages:problem:unknown-format" })
      const parameter = yield* ask(
        server,
        "/v1/convert?format=chat",
        convert({ from: "chat", to: "chat", document: [] })
      )
      assert.deepInclude(parameter.json, { status: 400, detail: "The parameter format is not known" })
      for (const { json } of [unknown, parameter])
        assert.deepEqual(OpenApiValidator.faults("post", "/v1/convert", 400, json), [])
      const large = [{ role: "user", content: "x ".repeat(limit / 2) }]
      const refused = yield* ask(server, "/v1/convert", convert({ from: "chat", to: "otel", document: large }))
      assert.deepInclude(refused.json, { status: 413, limitBytes: limit })
      assert.strictEqual((yield* ask(server, "/v1/convert")).status, 405)
      // A conversion posts nothing, so there is nothing to deliver.
      const malformed = yield* ask(server, "/v1/convert", convert("{"))
      for (const { json } of [wrong, empty, unknown, parameter, refused, malformed])
        assert.notProperty(json, "delivery")
    })
  )

  it.scopedLive("keeps other requests waiting for a short time only, also for the largest document", () =>
    Effect.gen(function* () {
      const server = yield* served
      const call = (id: number) => ({ id: `c${id}`, type: "function", function: { name: "f", arguments: '{"a":1}' } })
      const turn = (id: number) => [
        { role: "user", content: `Question ${id}` },
        { role: "assistant", content: "x", tool_calls: [call(id)] },
        { role: "tool", tool_call_id: `c${id}`, content: "ok" }
      ]
      const large: Array<object> = []
      for (let id = 0, bytes = 0; bytes < limit / 12; id++) {
        large.push(...turn(id))
        bytes += JSON.stringify(turn(id)).length
      }
      const many = [...large, ...large, ...large]
      const refused = yield* ask(server, "/v1/convert", convert({ from: "chat", to: "otel", document: many }))
      assert.deepInclude(refused.json, { status: 413, limit: valueLimit })
      let longest = 0
      for (const to of ["anthropic", "responses", "ai-sdk", "html", "canonical"]) {
        yield* ask(server, "/v1/convert", convert({ from: "chat", to, document }))
        const body = convert({ from: "chat", to, document: large })
        const start = process.cpuUsage()
        assert.strictEqual((yield* ask(server, "/v1/convert", body)).status, 200)
        const { system, user } = process.cpuUsage(start)
        longest = Math.max(longest, (user + system) / 1000)
      }
      // Parsing, three steps and the client's own work, in milliseconds of the processor, on a machine that may be slow.
      assert.isBelow(longest, 2_000)
    })
  )
})
