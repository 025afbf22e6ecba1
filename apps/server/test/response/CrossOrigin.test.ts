/** Pages of other origins: what a browser needs to let them use the server. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { ask, post, serve } from "../TestServer.js"

const origin = "https://app.example.com"

const origins = [origin, "http://localhost:5173"]

const tokens = [Redacted.make("first-token")]

const path = "/v1/messages/factory:s%2Fm"

const exposed = ["etag", "location", "retry-after", "x-request-id", "idempotent-replayed", "www-authenticate"]

const question = { origin, "access-control-request-method": "POST" }

const exposedBy = (headers: Readonly<Record<string, unknown>>) =>
  String(headers["access-control-expose-headers"]).toLowerCase().split(", ")

const corsHeaders = (headers: Readonly<Record<string, unknown>>) =>
  Object.keys(headers).filter((name) => name.startsWith("access-control-") || name === "vary")

describe("without MESSAGES_ORIGINS", () => {
  it.scopedLive("nothing says anything about other origins", () =>
    Effect.gen(function* () {
      for (const changed of [{}, { tokens }]) {
        const server = yield* serve({}, changed)
        for (const path of ["/healthz", "/v1/providers", "/nope"]) {
          const { headers } = yield* ask(server, path, { headers: { origin: server.url } })
          assert.deepStrictEqual(corsHeaders(headers), [])
        }
        const { headers, status } = yield* ask(server, path, { method: "OPTIONS", headers: question })
        assert.strictEqual(status, changed.tokens === undefined ? 403 : 401)
        assert.deepStrictEqual(corsHeaders(headers), [])
      }
    })
  )
})

describe("with MESSAGES_ORIGINS", () => {
  it.scopedLive("answers the browser's question before it checks the token", () =>
    Effect.gen(function* () {
      for (const changed of [{ origins }, { origins, tokens }]) {
        const server = yield* serve({}, changed)
        for (const at of ["/v1/messages", path, "/v1/providers", "/nope"]) {
          const { body, headers, status } = yield* ask(server, at, { method: "OPTIONS", headers: question })
          assert.deepStrictEqual([status, body.length], [200, 0], at)
          assert.strictEqual(headers["access-control-allow-origin"], origin)
          assert.strictEqual(headers["access-control-allow-methods"], "GET, HEAD, POST, DELETE")
          const allowed = String(headers["access-control-allow-headers"]).toLowerCase().split(", ")
          assert.includeMembers(allowed, ["authorization", "content-type", "idempotency-key", "if-none-match"])
          assert.isAbove(Number(headers["access-control-max-age"]), 0)
          assert.strictEqual(headers.vary, "Origin")
          assert.notProperty(headers, "access-control-allow-private-network")
          assert.notProperty(headers, "access-control-allow-credentials")
        }
        const local = { ...question, "access-control-request-private-network": "true" }
        const { headers } = yield* ask(server, path, { method: "OPTIONS", headers: local })
        assert.strictEqual(headers["access-control-allow-private-network"], "true")
      }
    })
  )

  it.scopedLive("refuses the question of any other origin, as without the setting", () =>
    Effect.gen(function* () {
      const own = yield* serve({}, { origins })
      const shared = yield* serve({}, { origins, tokens })
      for (const other of ["https://example.com", "https://app.example.com.", "http://app.example.com", "null", "*"]) {
        const asked = { method: "OPTIONS", headers: { ...question, origin: other } }
        for (const [server, status] of [
          [own, 403],
          [shared, 401]
        ] as const) {
          const answer = yield* ask(server, path, asked)
          assert.strictEqual(answer.status, status, other)
          assert.deepStrictEqual(corsHeaders(answer.headers), ["vary"])
        }
        assert.strictEqual((yield* ask(own, "/v1/providers", { headers: { origin: other } })).status, 403, other)
      }
      const plain = yield* ask(own, path, { method: "OPTIONS", headers: { origin } })
      assert.deepStrictEqual([plain.status, plain.headers.allow], [405, "GET, HEAD"])
    })
  )

  it.scopedLive("lets the page read every response and its headers, whatever the outcome", () =>
    Effect.gen(function* () {
      const busy = new MessageError.ProviderFailure({
        provider: "factory",
        reason: "RateLimited",
        origin: "provider",
        operation: "get",
        attempts: 1,
        status: 429,
        retryAfterMs: 2_000
      })
      const posted = { ref: MessageRef.MessageRef.make("factory:s/m") }
      const server = yield* serve(
        {
          get: ({ ref }) => (ref.endsWith("busy") ? Effect.fail(busy) : Effect.die(new Error("the wires are crossed"))),
          getRaw: () => Effect.succeed({ body: Buffer.from("{}"), contentType: "application/json" }),
          post: () => Effect.succeed(posted)
        },
        { origins, tokens }
      )
      const headers = { origin, authorization: "Bearer first-token", "sec-fetch-site": "cross-site" }
      const { authorization: _, ...stranger } = headers
      const raw = yield* ask(server, `${path}/raw`, { headers })
      const answers = [
        [200, "etag", raw],
        [
          304,
          "etag",
          yield* ask(server, `${path}/raw`, { headers: { ...headers, "if-none-match": String(raw.headers.etag) } })
        ],
        [201, "location", yield* post(server, { conversation: "factory:s", text: "hi" }, headers)],
        [400, "x-request-id", yield* post(server, "{", headers)],
        [400, "x-request-id", yield* ask(server, "/v1/messages/%", { headers })],
        [401, "www-authenticate", yield* ask(server, "/v1/providers", { headers: stranger })],
        [404, "x-request-id", yield* ask(server, "/nope", { headers })],
        [405, "x-request-id", yield* ask(server, "/v1/messages", { headers })],
        [429, "retry-after", yield* ask(server, "/v1/messages/factory:s%2Fbusy", { headers })],
        [500, "x-request-id", yield* ask(server, path, { headers })]
      ] as const
      for (const [status, name, answer] of answers) {
        assert.strictEqual(answer.status, status)
        assert.strictEqual(answer.headers["access-control-allow-origin"], origin, String(status))
        assert.include(answer.headers.vary, "Origin")
        assert.includeMembers(exposedBy(answer.headers), exposed)
        assert.property(answer.headers, name)
      }
    })
  )

  it.scopedLive("says in every response that it depends on the origin", () =>
    Effect.gen(function* () {
      const server = yield* serve(
        { getRaw: () => Effect.succeed({ body: Buffer.from("{}"), contentType: "application/json" }) },
        { origins }
      )
      for (const headers of [{}, { origin: server.url }, { origin: "http://localhost:5173" }]) {
        const { headers: answered } = yield* ask(server, "/healthz", { headers })
        assert.strictEqual(answered.vary, "Origin")
        const raw = yield* ask(server, `${path}/raw`, { headers })
        assert.strictEqual(raw.headers.vary, "Accept-Encoding, Origin")
      }
    })
  )

  it.scopedLive("still refuses other hosts, and requests for other sites that name no origin", () =>
    Effect.gen(function* () {
      const server = yield* serve({}, { origins })
      for (const method of ["GET", "OPTIONS"]) {
        const headers = { ...question, host: "app.example.com" }
        assert.strictEqual((yield* ask(server, "/v1/providers", { method, headers })).status, 421)
      }
      const image = { "sec-fetch-site": "cross-site" }
      assert.strictEqual((yield* ask(server, "/v1/providers", { headers: image })).status, 403)
      const page = { origin, "sec-fetch-site": "cross-site" }
      assert.strictEqual((yield* ask(server, "/v1/providers", { headers: page })).status, 200)
    })
  )
})
