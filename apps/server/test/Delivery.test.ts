/** What a refused post says of its delivery: nothing was sent, unless an earlier request with the same key may have been accepted. */
import { assert, describe, it } from "@effect/vitest"
import { Problem } from "@org/messages-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import { ask, post, raw, serve } from "./TestServer.js"

const draft = { conversation: "factory:s", text: "hi" }

const never = { post: () => Effect.die("asked") }

const keys = [{}, { "idempotency-key": "k" }] as const

const head = "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"

const problem = (received: string) => JSON.parse(received.slice(received.lastIndexOf("\r\n\r\n") + 4))

const linesOf = (headers: object) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join("")

const says = (json: unknown, name: string, delivery: string) =>
  assert.deepInclude(json, { type: Problem.typeOf(name), delivery }, name)

describe("a post that is refused for its content was not delivered, with a key and without", () => {
  it.scopedLive("by the handler and before it", () =>
    Effect.gen(function* () {
      const server = yield* serve(never, { jsonLimit: 500 })
      for (const key of keys) {
        const refusals = [
          ["malformed-body", yield* post(server, "{", key)],
          ["unexpected-body", yield* post(server, { ...draft, text: 1 }, key)],
          ["unsupported-media-type", yield* post(server, draft, { ...key, "content-type": "text/plain" })],
          ["body-too-large", yield* post(server, { ...draft, text: "x".repeat(2_000) }, key)],
          ["json-too-large", yield* post(server, { ...draft, text: "two words ".repeat(60) }, key)],
          ["invalid-ref", yield* post(server, { ...draft, conversation: "x" }, key)],
          ["malformed-idempotency-key", yield* post(server, draft, { "idempotency-key": '"' })]
        ] as const
        for (const [name, { json, status }] of refusals) {
          says(json, name, "not-delivered")
          assert.deepStrictEqual(OpenApiValidator.faults("post", "/v1/messages", status, json), [])
        }
        const options = { method: "POST", headers: key }
        says((yield* ask(server, "/v1/message", options)).json, "unknown-route", "not-delivered")
        says((yield* ask(server, "/v1/providers", options)).json, "method-not-allowed", "not-delivered")
        says((yield* ask(server, "/v1/messages/%", options)).json, "malformed-request", "not-delivered")
      }
    })
  )

  it.scopedLive("by the parser", () =>
    Effect.gen(function* () {
      const server = yield* serve(never)
      for (const key of keys) {
        for (const lines of ["host: localhost\r\n", "bad header\r\n", "content-length: x\r\n"])
          says(
            problem(yield* raw(server, `${head}${lines}connection: close\r\n${linesOf(key)}\r\n`)),
            "malformed-request",
            "not-delivered"
          )
        const tooLong = `${head}${linesOf(key)}x: ${"x".repeat(5_000)}\r\n\r\n`
        says(problem(yield* raw(server, tooLong)), "headers-too-large", "not-delivered")
      }
    })
  )
})

describe("a post that is refused for another reason was not delivered, but with a key it is unknown", () => {
  const deliveries = [
    [{}, "not-delivered"],
    [{ "idempotency-key": "k" }, "unknown"]
  ] as const

  it.scopedLive("by the rules of access", () =>
    Effect.gen(function* () {
      const open = yield* serve(never)
      const closed = yield* serve(never, { tokens: [Redacted.make("first-token")] })
      for (const [key, delivery] of deliveries) {
        const refusals = [
          ["unauthenticated", yield* post(closed, draft, key)],
          ["cross-site", yield* post(open, draft, { ...key, origin: "http://example.com" })],
          ["misdirected", yield* post(open, draft, { ...key, host: "example.com" })]
        ] as const
        for (const [name, { json, status }] of refusals) {
          says(json, name, delivery)
          assert.deepStrictEqual(OpenApiValidator.faults("post", "/v1/messages", status, json), [])
        }
      }
    })
  )

  it.scopedLive("for its time, and for the memory of others", () =>
    Effect.gen(function* () {
      const hasty = yield* serve(never, { requestTimeout: Duration.millis(200) })
      const full = yield* serve(never)
      const part = `${head}content-length: 1000\r\n\r\n${" ".repeat(999)}`
      const uploads = yield* Effect.forEach(Array(8), () => Effect.fork(raw(full, part)))
      for (const [key, delivery] of deliveries) {
        const late = yield* raw(hasty, `${head}${linesOf(key)}content-length: 39\r\n\r\n{`)
        says(problem(late), "request-timeout", delivery)
        const asked = post(full, { ...draft, conversation: "x" }, key)
        const { json } = yield* Effect.repeat(asked, { until: ({ status }) => status === 503 })
        says(json, "overloaded", delivery)
        assert.notMatch(json.detail, /^Nothing was posted/)
      }
      yield* Fiber.interruptAll(uploads)
    })
  )

  it.scopedLive("by a server that stops", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const server = yield* Scope.extend(serve(never), scope)
      const stopping = yield* Effect.fork(Scope.close(scope, Exit.void))
      yield* server.logged(({ message }) => message === "stopping")
      for (const [key, delivery] of deliveries) says((yield* post(server, draft, key)).json, "stopping", delivery)
      yield* Fiber.join(stopping)
    })
  )
})

describe("otherwise", () => {
  it.scopedLive("a post that ends in a defect may have been delivered", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("after it was sent") })
      for (const key of keys) says((yield* post(server, draft, key)).json, "internal", "unknown")
    })
  )

  it.scopedLive("a problem of a request that is no post says nothing of a delivery", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get: () => Effect.die("a defect") })
      for (const path of ["/nope", "/v1/messages", "/v1/messages/x", "/v1/messages/factory:s%2Fm"])
        for (const headers of keys) assert.notProperty((yield* ask(server, path, { headers })).json, "delivery", path)
      const received = yield* raw(server, "GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n")
      assert.notProperty(problem(received), "delivery")
    })
  )
})
