/** The shipped program with simulated providers, from start to stop. */
import { assert, describe, it } from "@effect/vitest"
import { Message } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { connect } from "node:net"
import * as OpenApiValidator from "../test/openapi/OpenApiValidator.js"
import { ask, post } from "../test/TestServer.js"
import { run, serve } from "./Program.js"

const at = (ref: string) => `/v1/messages/${encodeURIComponent(ref)}`

const keys = /fk-sandbox|mk_sandbox|hch-sandbox|vf_sandbox/

describe("messages-server --sandbox", () => {
  it.scopedLive("reads every seeded message of all four providers as the OpenAPI document says, and its bytes", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const providers = new Set<string>()
      for (const { ref } of Sandbox.seeds) {
        const { json, status } = yield* ask(server, at(ref))
        assert.strictEqual(status, 200, ref)
        assert.isTrue(Message.isMessage(json), ref)
        assert.strictEqual(json.ref, ref)
        assert.deepStrictEqual(OpenApiValidator.faults("get", "/v1/messages/{ref}", 200, json), [])
        providers.add(json.format)
        const raw = yield* ask(server, `${at(ref)}/raw`)
        assert.strictEqual(raw.status, 200)
        assert.strictEqual(raw.headers["content-type"], "application/json")
        assert.strictEqual(raw.headers["content-disposition"], "attachment")
        assert.isObject(raw.json)
      }
      assert.deepStrictEqual([...providers], ["factory", "mielto", "honcho", "veryfront"])
    })
  )

  it.scopedLive("posts to Factory, and reads back the post and the agent's reply", () =>
    Effect.gen(function* () {
      const server = yield* serve([], { MESSAGES_SANDBOX: "1" })
      const images = [{ type: "file", mediaType: "image/png", data: "iVBORw0KGgo=" }]
      const { headers, json, status } = yield* post(server, {
        conversation: Sandbox.conversation,
        text: "Hello",
        images
      })
      assert.strictEqual(status, 201)
      assert.deepStrictEqual(OpenApiValidator.faults("post", "/v1/messages", 201, json), [])
      assert.strictEqual(headers.location, at(json.ref))
      const posted = yield* ask(server, String(headers.location))
      assert.strictEqual(posted.json.parts[0].text, "Hello")
      // The reply comes a second later, and only those who ask for it see it.
      const reply = yield* ask(server, at(`${json.ref}-reply`)).pipe(
        Effect.filterOrFail(({ status }) => status === 200),
        Effect.retry(Schedule.spaced("100 millis"))
      )
      assert.strictEqual(reply.json.parentId, posted.json.id)
      assert.strictEqual(reply.json.role, "assistant")
    })
  )

  it.scopedLive("handles 304, HEAD, 404, 405 and a draft that is refused", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const [seed] = Sandbox.seeds
      assert.isDefined(seed)
      const path = at(seed?.ref ?? "")
      const { body, headers } = yield* ask(server, path)
      const again = yield* ask(server, path, { headers: { "if-none-match": String(headers.etag) } })
      assert.deepStrictEqual([again.status, again.body.length], [304, 0])
      const head = yield* ask(server, path, { method: "HEAD" })
      assert.deepStrictEqual(
        [head.status, head.body.length, head.headers["content-length"]],
        [200, 0, String(body.length)]
      )
      const missing = yield* ask(server, at(`${Sandbox.conversation}/nope`))
      assert.strictEqual(missing.status, 404)
      assert.deepInclude(missing.json, { provider: "factory", origin: "provider", ref: `${Sandbox.conversation}/nope` })
      assert.strictEqual(missing.json.upstream.status, 404)
      const wrong = yield* ask(server, path, { method: "DELETE" })
      assert.deepStrictEqual([wrong.status, wrong.headers.allow], [405, "GET, HEAD"])
      const empty = yield* post(server, { conversation: Sandbox.conversation, text: " " })
      assert.deepStrictEqual([empty.status, empty.json.path], [422, "/text"])
      const incomplete = yield* post(server, { conversation: "honcho:w/s", text: "hi" })
      assert.deepStrictEqual([incomplete.status, incomplete.json.path], [422, "/author/id"])
      const forbidden = yield* ask(server, at(Sandbox.forbidden))
      assert.deepStrictEqual([forbidden.status, forbidden.json.upstream.status], [502, 403])
    })
  )

  it.scopedLive("responds to a body over the limit, announced by its length or sent in chunks", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"], { MESSAGES_BODY_LIMIT: "100000" })
      const body = JSON.stringify({ conversation: Sandbox.conversation, text: "x".repeat(1e6) })
      for (const headers of [{}, { "transfer-encoding": "chunked" }]) {
        const { json, status } = yield* post(server, body, headers)
        assert.deepStrictEqual([status, json.limitBytes], [413, 100_000])
      }
    })
  )

  it.scopedLive("answers only its own machine, and with tokens every caller who sends one", () =>
    Effect.gen(function* () {
      const own = yield* serve(["--sandbox"])
      assert.strictEqual((yield* ask(own, "/v1/providers", { headers: { host: "example.com" } })).status, 421)
      assert.strictEqual((yield* ask(own, "/v1/providers", { headers: { origin: "http://example.com" } })).status, 403)
      const shared = yield* serve(["--sandbox"], { MESSAGES_TOKENS: "token-one,token-two" })
      assert.strictEqual((yield* ask(shared, "/v1/providers")).status, 401)
      const headers = { authorization: "Bearer token-two", host: "example.com" }
      assert.strictEqual((yield* ask(shared, "/v1/providers", { headers })).status, 200)
    })
  )

  it.scopedLive("finishes a request in flight when it stops, and ends with 0", () =>
    Effect.gen(function* () {
      for (const signal of ["SIGTERM", "SIGINT"] as const) {
        const server = yield* serve(["--sandbox"])
        const body = JSON.stringify({ conversation: Sandbox.conversation, text: "Hello" })
        const slow = yield* slowPost(server, body)
        yield* server.signal(signal)
        yield* ask(server, "/readyz").pipe(
          Effect.tap(({ json }) => assert.include(["ready", 503], json.status)),
          Effect.repeat({ until: ({ status }) => status === 503 })
        )
        assert.match(yield* slow.finish, /^HTTP\/1\.1 201 Created\r\n/)
        const { code, stderr, stdout } = yield* server.ended
        assert.deepStrictEqual([code, stdout], [0, ""])
        assert.match(stderr, /"message":"stopped"\}\n$/)
      }
    })
  )

  it.scopedLive("logs JSON, a line for each request, and no key", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      for (const { ref } of Sandbox.seeds) yield* ask(server, at(ref))
      yield* post(server, { conversation: Sandbox.conversation, text: "Hello" })
      yield* server.signal("SIGTERM")
      const { stderr } = yield* server.ended
      const lines = stderr
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
      assert.lengthOf(
        lines.filter(({ message }) => message === "request"),
        Sandbox.seeds.length + 1
      )
      assert.include(lines[0], { message: "listening", sandbox: true, level: "info" })
      assert.notMatch(stderr, keys)
    })
  )

  it.scopedLive("answers and stops as usual when the log cannot be written", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      yield* server.closeLog
      yield* ask(server, "/healthz").pipe(
        Effect.tap(({ status }) => assert.strictEqual(status, 200)),
        Effect.zipRight(ask(server, "/readyz")),
        Effect.repeat({ until: ({ json }) => json.droppedLogLines > 0 })
      )
      yield* server.signal("SIGTERM")
      assert.strictEqual((yield* server.ended).code, 0)
    })
  )

  it.live("ends with 0 when it is interrupted before it serves a request", () =>
    Effect.scoped(
      Effect.flatMap(serve(["--sandbox"]), (server) => Effect.zipRight(server.signal("SIGINT"), server.ended))
    ).pipe(Effect.map(({ code }) => assert.strictEqual(code, 0)))
  )

  it.live("does not show the keys of sandboxes in its help", () =>
    Effect.map(run(["--help"]), ({ stdout }) => assert.notMatch(stdout, keys))
  )
})

/** A post whose body is not yet complete. */
const slowPost = ({ url }: { readonly url: string }, body: string) =>
  Effect.async<{ readonly finish: Effect.Effect<string> }>((resume) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    let received = ""
    const finish = Effect.async<string>((resume) => {
      socket.on("data", (chunk: Buffer) => {
        received += chunk.toString()
        if (received.includes("\r\n\r\n{")) resume(Effect.succeed(received))
      })
      socket.write(body.slice(1))
    })
    const head = [
      "POST /v1/messages HTTP/1.1",
      "host: localhost",
      "content-type: application/json",
      `content-length: ${body.length}`,
      "expect: 100-continue"
    ]
    // The server says "100 Continue" when it has the request.
    socket.once("data", () => resume(Effect.succeed({ finish })))
    socket.write(`${head.join("\r\n")}\r\n\r\n${body[0]}`)
    return Effect.sync(() => socket.destroy())
  })
