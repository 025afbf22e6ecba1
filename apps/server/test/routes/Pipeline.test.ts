/** The steps of every request: errors, routes, targets, headers and log lines. */
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { errors } from "../PortErrors.js"
import * as OpenApiValidator from "../openapi/OpenApiValidator.js"
import { ask, post, raw, serve } from "../TestServer.js"

const path = "/v1/messages/factory:s%2Fm"

describe("an error of the port", () => {
  for (const [error, status, members] of errors) {
    const name = error._tag === "ProviderFailure" ? error.reason : error._tag
    it.scopedLive(`${name} from the ${members.origin ?? "network"} is ${status} with problem details`, () =>
      Effect.gen(function* () {
        const fail = () => Effect.fail(error)
        const server = yield* serve({ get: fail, getRaw: fail, post: fail })
        const isOfPost = error._tag === "InvalidDraft" || error._tag === "ConversationNotFound"
        const isOfList = error._tag === "ConversationChanged"
        const answers = [
          ["get", "/v1/messages/{ref}", yield* ask(server, path)],
          ["get", "/v1/messages/{ref}/raw", yield* ask(server, `${path}/raw`)],
          ["post", "/v1/messages", yield* post(server, { conversation: "factory:s", text: "hi" })]
        ] as const
        for (const [method, route, { headers, json, status: answered }] of answers) {
          assert.strictEqual(answered, status)
          assert.strictEqual(headers["content-type"], "application/problem+json")
          assert.deepInclude(json, { status, ...members })
          assert.strictEqual(json.requestId, headers["x-request-id"])
          assert.strictEqual(
            headers["retry-after"],
            members.retryAfter === undefined ? undefined : String(members.retryAfter)
          )
          assert.isTrue(
            Either.isRight(Schema.decodeUnknownEither(Problem.Problem, { onExcessProperty: "error" })(json))
          )
          if (!isOfList && (method === "post" || !isOfPost))
            assert.deepStrictEqual(OpenApiValidator.faults(method, route, answered, json), [])
        }
      })
    )
  }
})

describe("a request without a route", () => {
  it.scopedLive("gets 404 with problem details if its path is unknown", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const path of ["/nope", "/v1", "/v1/messages/a/b/c", "/V1/providers", "/healthz/", "//healthz"]) {
        const { headers, json, status } = yield* ask(server, path)
        assert.strictEqual(status, 404, path)
        assert.strictEqual(headers["content-type"], "application/problem+json")
        assert.strictEqual(json.type, "urn:messages:problem:unknown-route")
      }
    })
  )

  it.scopedLive("gets 405 with Allow if the path has other methods", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const allowed: ReadonlyArray<readonly [string, string]> = [
        ["/", "GET, HEAD"],
        ["/docs", "GET, HEAD"],
        ["/openapi.json", "GET, HEAD"],
        ["/healthz", "GET, HEAD"],
        ["/readyz", "GET, HEAD"],
        ["/v1/providers?x=1", "GET, HEAD"],
        ["/v1/messages", "POST"],
        ["/v1/messages/x", "GET, HEAD"],
        ["/v1/messages/x/raw", "GET, HEAD"]
      ]
      for (const [path, allow] of allowed) {
        for (const method of [
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          ...(allow === "POST" ? ["GET", "HEAD"] : ["POST"])
        ]) {
          const { headers, status } = yield* ask(server, path, { method })
          assert.strictEqual(status, 405, `${method} ${path}`)
          assert.strictEqual(headers.allow, allow)
        }
      }
      const { json } = yield* ask(server, "/v1/messages")
      assert.strictEqual(json.type, "urn:messages:problem:method-not-allowed")
    })
  )

  it.scopedLive("gets 400 if its target is not well-formed", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const path of ["/v1/messages/%", "/v1/messages/%zz", "/v1/messages/%ff", "/%c3%28"]) {
        const { json, status } = yield* ask(server, path)
        assert.strictEqual(status, 400, path)
        assert.strictEqual(json.type, "urn:messages:problem:malformed-request")
      }
      for (const target of ["*", "/é"]) {
        const received = yield* raw(
          server,
          `OPTIONS ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`
        )
        assert.match(received, /^HTTP\/1\.1 400 /)
      }
    })
  )

  it.scopedLive("is not confused with a target in absolute form", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const received = yield* raw(
        server,
        "GET http://localhost/healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
      )
      assert.match(received, /^HTTP\/1\.1 200 /)
    })
  )
})

describe("a target in absolute form", () => {
  const received = (server: { readonly url: string }, target: string, host: string) =>
    raw(server, `GET ${target} HTTP/1.1\r\n${host}connection: close\r\n\r\n`)

  it.scopedLive("names the host, and wins over the header Host", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      assert.match(yield* received(server, "http://example.com/healthz", "host: localhost\r\n"), /^HTTP\/1\.1 421 /)
      assert.match(yield* received(server, "http://a@localhost/healthz", "host: localhost\r\n"), /^HTTP\/1\.1 421 /)
      assert.match(yield* received(server, "http://localhost/healthz", "host: example.com\r\n"), /^HTTP\/1\.1 200 /)
      assert.match(yield* received(server, "http://localhost/healthz", ""), /^HTTP\/1\.1 400 /)
      assert.match(yield* received(server, "http:///healthz", "host: localhost\r\n"), /^HTTP\/1\.1 400 /)
    })
  )
})

describe("every response", () => {
  it.scopedLive("has the id of the request: the caller's if it is safe to log, else a new one", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const path of ["/healthz", "/nope", "/docs", "/v1/messages/%"]) {
        const kept = yield* ask(server, path, { headers: { "x-request-id": "abc.1:2-3_4" } })
        assert.strictEqual(kept.headers["x-request-id"], "abc.1:2-3_4")
        for (const sent of ["a b", "x".repeat(129), "<script>"]) {
          const { headers } = yield* ask(server, path, { headers: { "x-request-id": sent } })
          assert.match(String(headers["x-request-id"]), /^[0-9a-f-]{36}$/)
        }
      }
    })
  )

  it.scopedLive("is JSON for any header Accept", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const accept of ["text/html", "image/png", "application/json;q=0", "*/*;q=0", "", "nonsense"]) {
        const healthy = yield* ask(server, "/healthz", { headers: { accept } })
        assert.deepStrictEqual([healthy.status, healthy.headers["content-type"]], [200, "application/json"], accept)
        const missing = yield* ask(server, "/nope", { headers: { accept } })
        assert.deepStrictEqual([missing.status, missing.headers["content-type"]], [404, "application/problem+json"])
      }
    })
  )

  it.scopedLive("does not depend on the trace headers of the caller", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const parent = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      const sent = [`00-${parent}`, `00-${parent.toUpperCase()}`, `ff-${parent}`, `00-${parent}, 00-${parent}`, "", "x"]
      for (const traceparent of sent) {
        const headers = { traceparent, tracestate: "a=b,a=b", b3: "0" }
        const { json, status } = yield* ask(server, "/v1/messages/x", { headers })
        assert.deepStrictEqual([status, json.type], [400, "urn:messages:problem:invalid-ref"], traceparent)
      }
      assert.notMatch(JSON.stringify(server.log), /0af7651916cd43dd8448eb211c80319c|traceparent/i)
    })
  )

  it.scopedLive("tells browsers not to guess its type and caches not to store it", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const path of ["/healthz", "/nope"]) {
        const { headers } = yield* ask(server, path)
        assert.strictEqual(headers["x-content-type-options"], "nosniff")
        assert.strictEqual(headers["cache-control"], "no-store")
        assert.strictEqual(headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'")
      }
    })
  )

  it.scopedLive("to a defect is 500, and the log has the name and the stack of the error, without its message", () =>
    Effect.gen(function* () {
      const server = yield* serve({ get: () => Effect.die(new RangeError("wires\n  at crossed")) })
      const { headers, json, status, text } = yield* ask(server, path)
      assert.strictEqual(status, 500)
      assert.strictEqual(json.type, "urn:messages:problem:internal")
      assert.notInclude(text, "wires")
      const line = server.log.find(({ level }) => level === "error")
      assert.strictEqual(line?.["error"], "RangeError")
      assert.match(String(line?.["stack"]), /^at .*Pipeline\.test/)
      assert.notMatch(JSON.stringify(server.log), /wires|crossed/)
      assert.strictEqual(line?.["requestId"], headers["x-request-id"])
    })
  )
})

describe("the log", () => {
  it.scopedLive("has one line for each request, with no id, query, header or body", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const canary = "canary-91bc"
      const headers = { authorization: `Bearer ${canary}`, cookie: canary }
      yield* ask(server, `/v1/messages/factory:${canary}%2Fm?computerId=${canary}`, { headers })
      yield* post(server, { conversation: `factory:${canary}`, text: canary }, headers)
      yield* ask(server, `/${canary}?token=${canary}`, { headers })
      const lines = server.log.map(({ ms, requestId, time, ...line }) => {
        assert.isNumber(ms)
        assert.isString(requestId)
        assert.isFalse(Number.isNaN(Date.parse(String(time))))
        return line
      })
      const request = { level: "info", message: "request", method: "GET" }
      assert.deepStrictEqual(lines, [
        { ...request, level: "warning", route: "/v1/messages/{ref}", status: 501, provider: "factory" },
        { ...request, level: "warning", method: "POST", route: "/v1/messages", status: 501, provider: "factory" },
        { ...request, route: "unknown", status: 404 }
      ])
      assert.notInclude(JSON.stringify(server.log), canary)
    })
  )
})
