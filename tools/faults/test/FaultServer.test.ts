import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { lookup } from "node:dns"
import { connect } from "node:net"
import { connect as connectTls, type ConnectionOptions } from "node:tls"
import { authority } from "../src/Certificates.js"
import * as FaultServer from "../src/FaultServer.js"
import { request, send } from "./Wire.js"

const body = '{"id":"m1"}'
const good = /\r\n\r\n{"id":"m1"}$/

/** The code of the error with which a connection fails; nothing if it succeeds. */
const failure = (url: string, tls?: ConnectionOptions): Effect.Effect<string | undefined> =>
  Effect.async((resume) => {
    const { hostname: host, port } = new URL(url)
    const socket = tls === undefined ? connect(Number(port), host) : connectTls({ ...tls, host, port: Number(port) })
    socket.once(tls === undefined ? "connect" : "secureConnect", () => {
      resume(Effect.succeed(undefined))
      socket.destroy()
    })
    socket.once("error", (error) => resume(Effect.succeed("code" in error ? String(error.code) : error.message)))
  })

const closed = (server: FaultServer.FaultServer) => failure(server.url)

describe("FaultServer", () => {
  it.scopedLive("refuses connections if the fault says so", () =>
    Effect.gen(function* () {
      const server = yield* FaultServer.make("refused", { body })
      assert.strictEqual(yield* failure(server.url), "ECONNREFUSED")
    })
  )

  it.scopedLive("points to a host that cannot exist, without a request to a resolver", () =>
    Effect.gen(function* () {
      const { url } = yield* FaultServer.make("dns", { body })
      const code = yield* Effect.async<string | undefined>((resume) => {
        lookup(new URL(url).hostname, (error) => resume(Effect.succeed(error?.code)))
      })
      assert.strictEqual(code, "ENOTFOUND")
      assert.match(new URL(url).hostname, /^n{64}\./)
    })
  )

  it.scopedLive("shows a self-signed certificate", () =>
    Effect.gen(function* () {
      const { url } = yield* FaultServer.make("tls_selfsigned", { body })
      assert.strictEqual(yield* failure(url, { ca: authority }), "DEPTH_ZERO_SELF_SIGNED_CERT")
      assert.match((yield* send(url, request, good, { rejectUnauthorized: false })).text, good)
    })
  )

  it.scopedLive("shows a certificate of another host that is trusted otherwise", () =>
    Effect.gen(function* () {
      const { url } = yield* FaultServer.make("tls_wronghost", { body })
      assert.strictEqual(yield* failure(url, { ca: authority }), "ERR_TLS_CERT_ALTNAME_INVALID")
      assert.strictEqual(yield* failure(url, { ca: authority, servername: "elsewhere.invalid" }), undefined)
    })
  )

  it.scopedLive("accepts a TLS handshake and never answers", () =>
    Effect.gen(function* () {
      const server = yield* FaultServer.make("tls_on_plain", { body })
      const { hostname: host, port } = new URL(server.url)
      const socket = connectTls({ host, port: Number(port) })
      let heard = 0
      socket.on("error", () => undefined).on("data", ({ length }) => (heard += length))
      yield* Effect.promise(() => server.touched)
      socket.destroy()
      assert.deepStrictEqual([heard, server.requests.length], [0, 0])
    })
  )

  it.scopedLive("sends 262 MB to a client that reads them", () =>
    Effect.gen(function* () {
      const { url } = yield* FaultServer.make("infinite_body", { body })
      const { hostname: host, port } = new URL(url)
      const bytes = yield* Effect.async<number>((resume) => {
        const socket = connect(Number(port), host)
        let [all, tail] = [0, ""]
        socket.on("data", (data) => {
          all += data.length
          tail = (tail + data.subarray(-8).toString("latin1")).slice(-8)
          if (tail.endsWith("\r\n0\r\n\r\n")) {
            resume(Effect.succeed(all))
            socket.destroy()
          }
        })
        socket.write(request)
      })
      assert.isAbove(bytes, 262_000_000)
    })
  )

  it.scopedLive("records each request unchanged, with its connection", () =>
    Effect.gen(function* () {
      const server = yield* FaultServer.make("bom", { body })
      const post = "POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhello"
      const chunked = "POST /b HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
      yield* send(server.url, post + chunked, /}[^]*}$/)
      yield* send(server.url, request, /}$/)
      assert.deepStrictEqual(
        server.requests.map(({ connection, method, path }) => [method, path, connection]),
        [
          ["POST", "/a", 1],
          ["POST", "/b", 1],
          ["GET", "/v1/messages/m1", 2]
        ]
      )
      assert.deepStrictEqual(
        server.requests.map(({ raw }) => Buffer.from(raw).toString()),
        [post, chunked, request]
      )
      assert.strictEqual(server.connections(), 2)
      assert.strictEqual(server.received(), (post + chunked + request).length)
    })
  )

  it.scopedLive("watches the second origin", () =>
    Effect.gen(function* () {
      const server = yield* FaultServer.make("redirect_cross", { body })
      const { text } = yield* send(server.url, request, /\r\n\r\n$/)
      const location = /location: (.*)\r/.exec(text)?.[1] ?? ""
      assert.strictEqual(server.secondOrigin.received(), 0)
      assert.strictEqual(location, `${server.secondOrigin.url}/v1/messages/m1`)
      assert.match((yield* send(location, request, good)).text, good)
      assert.strictEqual(Buffer.from(server.secondOrigin.requests[0]?.raw ?? []).toString(), request)
    })
  )

  it.scopedLive("sends the given body with an error status", () =>
    Effect.gen(function* () {
      const error = (status: number) => ({ contentType: "text/x", body: `no ${status}` })
      const { url } = yield* FaultServer.make("s503", { body, error })
      assert.match((yield* send(url, request, /no 503$/)).text, /content-type: text\/x\r\n/)
    })
  )

  for (const fault of ["no_headers_ever", "slowloris_body", "infinite_body", "bom"] as const)
    it.live(`closes its connections at once if it is closed in ${fault}`, () =>
      Effect.gen(function* () {
        const server = yield* Effect.promise(() => FaultServer.start(fault, { body }))
        const { hostname: host, port } = new URL(server.url)
        const socket = connect(Number(port), host)
        const gone = new Promise((resolve) =>
          socket
            .on("error", () => undefined)
            .once("close", resolve)
            .resume()
        )
        socket.write(request)
        yield* Effect.promise(() => server.asked)
        yield* Effect.promise(server.close)
        yield* Effect.promise(() => gone)
        assert.strictEqual(yield* closed(server), "ECONNREFUSED")
        assert.strictEqual(yield* failure(server.secondOrigin.url), "ECONNREFUSED")
      })
    )
})
