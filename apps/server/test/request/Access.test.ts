/** Which requests the server refuses, with tokens and without. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { ask, post, raw, serve } from "../TestServer.js"

const open = ["/", "/healthz", "/readyz", "/openapi.json", "/schema/message.json", "/docs"]

describe("without tokens", () => {
  it.scopedLive("accepts the names of its own machine, on any port", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const host of [
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.0.0.1:8787",
        "127.1.2.3",
        "[::1]",
        "[::1]:65535"
      ]) {
        assert.strictEqual((yield* ask(server, "/v1/providers", { headers: { host } })).status, 200, host)
      }
    })
  )

  it.scopedLive("refuses every other Host", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const hosts = [
        "example.com",
        "localhost.example.com",
        "127.0.0.1.nip.io",
        "localhost:",
        "[::]",
        "127.0.0.1.2",
        "128.0.0.1",
        "a@localhost"
      ]
      for (const host of hosts) {
        for (const path of ["/v1/providers", "/healthz", "/docs", "/nope"]) {
          const { json, status } = yield* ask(server, path, { headers: { host } })
          assert.strictEqual(status, 421, `${host} ${path}`)
          assert.strictEqual(json.type, "urn:messages:problem:misdirected")
        }
      }
    })
  )

  it.scopedLive("answers 400 to a request without Host", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const received = yield* raw(server, "GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n")
      assert.match(received, /^HTTP\/1\.1 400 /)
      assert.include(received, "urn:messages:problem:malformed-request")
    })
  )

  it.scopedLive("refuses requests from pages of other sites", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { host } = new URL(server.url)
      for (const origin of [
        "http://example.com",
        "null",
        "http://localhost:1",
        `http://${host}.example.com`,
        "file://"
      ]) {
        const { json, status } = yield* ask(server, "/v1/providers", { headers: { origin } })
        assert.strictEqual(status, 403, origin)
        assert.strictEqual(json.type, "urn:messages:problem:cross-site")
        assert.strictEqual((yield* post(server, {}, { origin })).status, 403)
      }
      const headers = { "sec-fetch-site": "cross-site" }
      assert.strictEqual((yield* ask(server, "/v1/providers", { headers })).status, 403)
      assert.strictEqual((yield* ask(server, "/docs", { headers })).status, 200)
    })
  )

  it.scopedLive("accepts requests from its own pages", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const headers = { origin: server.url, "sec-fetch-site": "same-origin" }
      assert.strictEqual((yield* ask(server, "/v1/providers", { headers })).status, 200)
    })
  )
})

describe("with tokens", () => {
  const tokens = ["first-token", "second-token"].map((token) => Redacted.make(token))

  it.scopedLive("answers every caller who sends one of them, under any host name", () =>
    Effect.gen(function* () {
      const server = yield* serve({}, { tokens })
      for (const authorization of ["Bearer first-token", "Bearer second-token", "bearer  first-token "]) {
        const headers = { authorization, host: "example.com", origin: "http://other.example.com" }
        assert.strictEqual((yield* ask(server, "/v1/providers", { headers })).status, 200, authorization)
      }
    })
  )

  it.scopedLive("refuses every other caller, however the path is spelled", () =>
    Effect.gen(function* () {
      const server = yield* serve({}, { tokens })
      const sent = [
        "",
        "Bearer",
        "Bearer ",
        "Bearer first-toke",
        "Bearer first-token2",
        "Basic first-token",
        "first-token"
      ]
      const paths = [
        "/v1/providers",
        "/%76%31/providers",
        "/v%31/providers?",
        "//v1/providers",
        "/healthz/../v1/providers",
        "/nope"
      ]
      for (const path of paths) {
        for (const authorization of sent) {
          const { headers, json, status } = yield* ask(server, path, {
            headers: authorization === "" ? {} : { authorization }
          })
          assert.strictEqual(status, 401, `${path} ${authorization}`)
          assert.strictEqual(headers["www-authenticate"], 'Bearer realm="messages"')
          assert.strictEqual(json.type, "urn:messages:problem:unauthenticated")
        }
      }
    })
  )

  it.scopedLive("leaves the state and the reference of the server open", () =>
    Effect.gen(function* () {
      const server = yield* serve({}, { tokens })
      for (const path of open) assert.strictEqual((yield* ask(server, path)).status, 200, path)
    })
  )

  it.scopedLive("shows no token in any response or log line", () =>
    Effect.gen(function* () {
      const server = yield* serve({}, { tokens })
      const { headers, text } = yield* ask(server, "/v1/providers", {
        headers: { authorization: "Bearer first-tokem" }
      })
      assert.notMatch(JSON.stringify([headers, text, server.log]), /first-toke|second-toke/)
    })
  )
})
