/** The lean exchange over real sockets: what it reads, what it drops, and when it closes the connection. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { LookupAddress } from "node:dns"
import type { LookupFunction } from "node:net"
import type { ExchangeFailure } from "../../src/exchange/ExchangeFailure.js"
import { header, type Accept, type HttpRequest } from "../../src/exchange/HttpExchange.js"
import * as UndiciExchange from "../../src/exchange/UndiciExchange.js"
import * as LoopbackServer from "./LoopbackServer.js"

const request = (origin: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  origin,
  path: "/a?b=c",
  headers: { "x-a": "1" },
  body: undefined,
  ...more
})

const upTo =
  (maximumBytes: number, patienceMs?: number): Accept =>
  () =>
    Either.right({ maximumBytes, ...(patienceMs !== undefined && { patienceMs }) })

const exchange = UndiciExchange.make()

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

const head = "HTTP/1.1 200 OK\r\n"

describe("UndiciExchange", () => {
  it.scopedLive("sends the request as it is, and gives status, headers and body", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) =>
        socket.write("HTTP/1.1 418 Teapot\r\nX-One: 1\r\nx-two: a\r\nX-TWO: b\r\ncontent-length: 2\r\n\r\nhi")
      )
      const { send } = yield* exchange
      const response = yield* send(request(server.url), upTo(100), 5_000)
      assert.deepStrictEqual([response.status, text(response.body)], [418, "hi"])
      assert.deepStrictEqual([header(response.headers, "x-one"), header(response.headers, "x-two")], ["1", "a, b"])
      assert.isUndefined(header(response.headers, "x-three"))
      const [line, ...headers] = server.heads[0]?.trimEnd().split("\r\n") ?? []
      assert.strictEqual(line, "GET /a?b=c HTTP/1.1")
      assert.sameMembers(headers, [`host: ${new URL(server.url).host}`, "connection: keep-alive", "x-a: 1"])
    })
  )

  it.scopedLive("sends a body with its length", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer("{}")))
      const { send } = yield* exchange
      yield* send(request(server.url, { method: "POST", body: "é" }), upTo(100), 5_000)
      assert.match(server.heads[0] ?? "", /^POST [^]*content-length: 2\r\n/)
    })
  )

  it.scopedLive("joins a body that comes byte by byte, in memory of about its size", () =>
    Effect.gen(function* () {
      const size = 20_000
      const body = Array.from({ length: size }, (_, index) => String.fromCharCode(97 + (index % 26))).join("")
      const server = yield* LoopbackServer.make((socket) => {
        const chunks = [...body].map((byte) => `1\r\n${byte}\r\n`).join("")
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`)
      })
      const { send } = yield* exchange
      const response = yield* send(request(server.url), upTo(size), 5_000)
      assert.strictEqual(text(response.body), body)
      assert.isAtMost(response.body.buffer.byteLength, 3 * size)
    })
  )

  it.scopedLive("accepts a body of exactly the limit, and no byte more", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) =>
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n`)
      )
      const { send } = yield* exchange
      assert.strictEqual(text((yield* send(request(server.url), upTo(10), 5_000)).body), "helloworld")
      const failure = yield* Effect.flip(send(request(server.url), upTo(9), 5_000))
      assert.deepInclude(failure, { reason: "TooLarge", problem: "the body has more than 9 bytes" })
    })
  )

  it.scopedLive("reads nothing of a response that is refused, and closes the connection", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(`${head}content-length: 1000\r\n\r\n{`))
      const { send } = yield* exchange
      const refusal: ExchangeFailure = { reason: "Malformed", origin: "provider", problem: "no" }
      assert.deepStrictEqual(yield* Effect.flip(send(request(server.url), () => Either.left(refusal), 5_000)), refusal)
      yield* server.closed
    })
  )

  const unneeded: ReadonlyArray<readonly [name: string, script: LoopbackServer.Script]> = [
    ["too large", (socket) => socket.write(`${head}content-length: 1000\r\n\r\n{`)],
    [
      "larger than it said",
      (socket) => socket.write(`${head}transfer-encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n`)
    ],
    ["late", (socket) => socket.write(`${head}content-length: 3\r\n\r\n{`)],
    ["broken", (socket) => socket.end(`${head}content-length: 3\r\n\r\n{`)]
  ]
  for (const [name, script] of unneeded)
    it.scopedLive(`drops an optional body that is ${name}, and closes the connection`, () =>
      Effect.gen(function* () {
        const server = yield* LoopbackServer.make(script)
        const { send } = yield* exchange
        const response = yield* send(request(server.url), upTo(10, 50), 5_000)
        assert.deepStrictEqual([response.status, response.body.length], [200, 0])
        yield* server.closed
      })
    )

  it.scopedLive("fails when the response is late, and closes the connection", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(`${head}content-length: 3\r\n\r\n{`))
      const { send } = yield* exchange
      const failure = yield* Effect.flip(send(request(server.url), upTo(10), 50))
      assert.deepInclude(failure, { reason: "Timeout", origin: "network", transient: true })
      assert.include(failure.problem, "50 ms")
      yield* server.closed
    })
  )

  it.scopedLive("sends nothing for a caller that is interrupted before there is a connection", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer("{}")))
      const { send } = yield* exchange
      const fiber = yield* Effect.fork(send(request(server.url), upTo(10), 5_000))
      yield* Effect.yieldNow()
      assert.isTrue(Exit.isInterrupted(yield* Fiber.interrupt(fiber)))
      // Anything that the first request still sends arrives before this one.
      yield* send(request(server.url, { path: "/second" }), upTo(10), 5_000)
      assert.deepStrictEqual(
        server.heads.map((head) => head.split(" ")[1]),
        ["/second"]
      )
    })
  )

  it.scopedLive("skips informational responses", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => {
        socket.write("HTTP/1.1 103 Early Hints\r\nx-a: 1\r\n\r\n")
        socket.write(LoopbackServer.answer("{}"))
      })
      const { send } = yield* exchange
      const statuses: Array<number> = []
      const accept: Accept = ({ status }) => {
        statuses.push(status)
        return Either.right({ maximumBytes: 10 })
      }
      assert.strictEqual((yield* send(request(server.url), accept, 5_000)).status, 200)
      assert.deepStrictEqual(statuses, [200])
    })
  )

  it.scopedLive("fails and does not hang when `accept` throws", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer("{}")))
      const { send } = yield* exchange
      const accept: Accept = () => {
        throw new Error("a defect")
      }
      assert.isTrue(Exit.isFailure(yield* Effect.exit(send(request(server.url), accept, 5_000))))
      yield* server.closed
    })
  )

  const resolving = (...addresses: ReadonlyArray<LookupAddress>): LookupFunction => {
    return (_, { all }, callback) => {
      if (all === true) callback(null, [...addresses])
      else callback(null, addresses[0]?.address ?? "", addresses[0]?.family)
    }
  }

  const metadata: ReadonlyArray<LookupAddress> = [
    { address: "169.254.169.254", family: 4 },
    { address: "100.100.100.200", family: 4 },
    { address: "fd20:ce::254", family: 6 },
    { address: "::ffff:169.254.169.254", family: 6 },
    { address: "fe80::1%lo", family: 6 }
  ]
  const names: ReadonlyArray<readonly [name: string, found: ReadonlyArray<LookupAddress>]> = [
    ...metadata.map((found) => [found.address, [found]] as const),
    ["several of them", metadata]
  ]
  for (const [name, found] of names)
    for (const scheme of ["http", "https"])
      it.scopedLive(`connects to no host whose name leads to ${name}, over ${scheme}`, () =>
        Effect.gen(function* () {
          const { send } = yield* UndiciExchange.make({ lookup: resolving(...found) })
          const failure = yield* Effect.flip(send(request(`${scheme}://provider.example`), upTo(10), 5_000))
          assert.deepInclude(failure, {
            reason: "Unavailable",
            origin: "network",
            transient: false,
            unsent: true,
            cause: "ERR_METADATA_ADDRESS",
            problem: "the host resolves to a link-local address or a metadata service"
          })
        })
      )

  it.scopedLive("connects to the other addresses of a host that has a link-local one too", () =>
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer("{}")))
      const lookup = resolving({ address: "fe80::1", family: 6 }, { address: "127.0.0.1", family: 4 })
      const { send } = yield* UndiciExchange.make({ lookup })
      const origin = server.url.replace("127.0.0.1", "provider.example")
      assert.strictEqual((yield* send(request(origin), upTo(10), 5_000)).status, 200)
      assert.include(server.heads[0], "host: provider.example")
    })
  )

  it.scopedLive("distinguishes an unknown name from a refused one", () =>
    Effect.gen(function* () {
      const lookup: LookupFunction = (_, __, callback) =>
        callback(Object.assign(new Error("unknown"), { code: "ENOTFOUND" }), [])
      const { send } = yield* UndiciExchange.make({ lookup })
      const failure = yield* Effect.flip(send(request("http://provider.example"), upTo(10), 5_000))
      assert.deepInclude(failure, { cause: "ENOTFOUND", transient: true, unsent: true })
    })
  )
})
