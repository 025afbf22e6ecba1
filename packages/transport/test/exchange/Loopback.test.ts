/** The policy over real sockets: bad responses, lost connections, and which connections close. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, Json, MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { once } from "node:events"
import { createServer } from "node:net"
import { gzipSync } from "node:zlib"
import * as HttpClientExchange from "../../src/exchange/HttpClientExchange.js"
import type { HttpExchange } from "../../src/exchange/HttpExchange.js"
import * as UndiciExchange from "../../src/exchange/UndiciExchange.js"
import type * as Policy from "../../src/resilience/Policy.js"
import * as ResponseReader from "../../src/response/ResponseReader.js"
import * as Shape from "../../src/response/Shape.js"
import * as Transport from "../../src/Transport.js"
import { renderings } from "../Renderings.js"
import * as LoopbackServer from "./LoopbackServer.js"

const message = '{"id":"m1","content":[]}'

const outer = ResponseReader.json(Shape.outer({ content: Shape.array }))

const quick: Partial<Policy.Policy> = { backoff: { base: 1, cap: 1 } }

/** Times out long before a test does, and long after a response over loopback. */
const hasty: Partial<Policy.Policy> = { ...quick, attempts: 1, attemptTimeout: "300 millis", deadline: "300 millis" }

const make = (url: string, policy: Partial<Policy.Policy> = quick) =>
  Transport.make("factory", { url, apiKey: Redacted.make("fk-canary"), policy })

const message1 = Either.getOrThrow(MessageRef.make({ provider: "factory", sessionId: "s1", messageId: "m1" }))

const conversation = Either.getOrThrow(ConversationRef.make({ provider: "factory", sessionId: "s1" }))

const read = ({ request }: Transport.Transport) => request("get", { address: message1, path: ["s1", "m1"] }, outer)

const post = ({ request }: Transport.Transport) =>
  request("post", { address: conversation, path: ["s1"], body: { text: "hi" } }, outer)

/** The fields of the error, after a check that no rendering of it contains the key. */
const errorOf = (exit: Exit.Exit<unknown, unknown>): Json.JsonObject => {
  assert.isTrue(Exit.isFailure(exit) && exit.cause._tag === "Fail")
  for (const text of renderings(exit)) assert.notInclude(text, "canary")
  const json: Json.Json =
    Exit.isFailure(exit) && exit.cause._tag === "Fail" ? JSON.parse(JSON.stringify(exit.cause.error)) : null
  return Json.isObject(json) ? json : {}
}

/** Both exchanges keep every promise. */
const exchanges = {
  undici: UndiciExchange.layer(),
  "an HttpClient": Layer.provide(HttpClientExchange.layer, NodeHttpClient.layerUndici)
}

const live = <A, E>(name: string, test: Effect.Effect<A, E, HttpExchange | Scope.Scope>) => {
  for (const [over, exchange] of Object.entries(exchanges))
    it.scopedLive(`${name}, over ${over}`, () => Effect.provide(test, exchange))
}

const reset: LoopbackServer.Script = (socket) => socket.resetAndDestroy()

describe("a read", () => {
  live(
    "sends one plain request, with no extra headers",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer(message)))
      assert.deepStrictEqual(yield* Effect.flatMap(make(server.url), read), { id: "m1", content: [] })
      const [first, ...headers] = server.heads[0]?.trimEnd().split("\r\n") ?? []
      assert.strictEqual(first, "GET /s1/m1 HTTP/1.1")
      const names = headers.map((header) => header.replace(/:.*/, "").toLowerCase()).sort()
      assert.deepStrictEqual(names, ["accept", "accept-encoding", "authorization", "connection", "host"])
    })
  )

  live(
    "uses a connection again after a success",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer(message)))
      const transport = yield* make(server.url)
      for (let count = 0; count < 20; count++) yield* read(transport)
      assert.strictEqual(server.heads.length, 20)
      assert.isAtMost(server.connections(), 2)
    })
  )

  live(
    "uses a connection again after an error that was read to its end",
    Effect.gen(function* () {
      const error = LoopbackServer.answer('{"detail":"no"}').toString().replace("200 OK", "404 Not Found")
      const server = yield* LoopbackServer.make((socket) => socket.write(error))
      const transport = yield* make(server.url)
      for (let count = 0; count < 20; count++)
        assert.strictEqual(errorOf(yield* Effect.exit(read(transport)))["detail"], "no")
      assert.strictEqual(server.heads.length, 20)
      assert.isAtMost(server.connections(), 2)
    })
  )

  live(
    "opens another connection when the server has closed the keep-alive connection",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket, count) => {
        if (count === 1) socket.destroy()
        else socket.write(LoopbackServer.answer(message))
      })
      const transport = yield* make(server.url)
      yield* read(transport)
      yield* read(transport)
      assert.deepStrictEqual([server.heads.length, server.connections()], [3, 2])
    })
  )

  for (const status of [302, 307, 308])
    live(
      `follows no ${status}: nothing reaches the other origin`,
      Effect.gen(function* () {
        const other = yield* LoopbackServer.make((socket) => socket.write(LoopbackServer.answer(message)))
        const server = yield* LoopbackServer.make((socket) =>
          socket.write(`HTTP/1.1 ${status} Moved\r\nlocation: ${other.url}/s1/m1\r\ncontent-length: 0\r\n\r\n`)
        )
        const transport = yield* make(server.url)
        const got = errorOf(yield* Effect.exit(read(transport)))
        assert.deepInclude(got, { reason: "Unavailable", origin: "network", status, attempts: 1 })
        const posted = errorOf(yield* Effect.exit(post(transport)))
        assert.deepInclude(posted, { reason: "Unavailable", status, delivery: "unknown" })
        assert.strictEqual(server.heads.length, 2)
        assert.strictEqual(other.connections(), 0)
      })
    )

  live(
    "refuses gzip, which it did not ask for",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) =>
        socket.write(LoopbackServer.answer(gzipSync(message), "content-encoding: gzip\r\n"))
      )
      const error = errorOf(yield* Effect.exit(Effect.flatMap(make(server.url), read)))
      assert.deepInclude(error, { reason: "Malformed", problem: 'the content-encoding "gzip" was not requested' })
    })
  )

  live(
    "stops an endless body at the limit, and closes the connection",
    Effect.gen(function* () {
      let sent = 0
      const server = yield* LoopbackServer.make((socket) => {
        socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`
        const more = () => {
          while (!socket.destroyed && socket.write(chunk)) sent += 65_536
          sent += 65_536
        }
        socket.on("drain", more)
        more()
      })
      const limit = 1024 * 1024
      const error = errorOf(yield* Effect.exit(Effect.flatMap(make(server.url, { maximumBodyBytes: limit }), read)))
      assert.deepInclude(error, { reason: "TooLarge", attempts: 1 })
      yield* server.closed
      assert.isBelow(sent, 64 * limit)
    })
  )

  live(
    "reads nothing of a body that says it is too large, and closes the connection",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket) =>
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{")
      )
      assert.strictEqual(errorOf(yield* Effect.exit(Effect.flatMap(make(server.url), read)))["reason"], "TooLarge")
      yield* server.closed
    })
  )

  const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"

  const broken: ReadonlyArray<readonly [name: string, script: LoopbackServer.Script, problem: RegExp]> = [
    ["a connection that is reset", reset, /cut/],
    ["a connection that is closed without a response", (socket) => socket.end(), /cut/],
    ["a head that breaks off", (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-"), /cut|HTTP/],
    [
      "a body shorter than it says",
      (socket) => socket.end(`${head}content-length: 1000\r\n\r\n${message}`),
      /while the response was read/
    ],
    [
      "chunks that do not end",
      (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n18\r\n${message}\r\n`),
      /while the response was read/
    ],
    [
      "an invalid chunk size",
      (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\nZZ\r\n${message}`),
      /while the response was read/
    ],
    ["an invalid status line", (socket) => socket.end("HTTP/1.1 abc\r\n\r\n"), /HTTP/],
    ["a body without a head", (socket) => socket.end(message), /HTTP/],
    ["two lengths", (socket) => socket.end(`${head}content-length: 24\r\ncontent-length: 5\r\n\r\n${message}`), /HTTP/],
    ["a length below zero", (socket) => socket.end(`${head}content-length: -1\r\n\r\n${message}`), /HTTP/],
    [
      "a length and chunks",
      (socket) =>
        socket.end(`${head}content-length: 24\r\ntransfer-encoding: chunked\r\n\r\n18\r\n${message}\r\n0\r\n\r\n`),
      /HTTP/
    ],
    [
      "a header of 100 KB",
      (socket) => socket.end(`${head}x: ${"x".repeat(100_000)}\r\ncontent-length: 24\r\n\r\n${message}`),
      /headers/
    ],
    [
      "a switch of protocols",
      (socket) => socket.end("HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      /./
    ]
  ]
  for (const [name, script, problem] of broken)
    live(
      `tries again after ${name}, and says what was wrong`,
      Effect.gen(function* () {
        const server = yield* LoopbackServer.make(script)
        const error = errorOf(yield* Effect.exit(Effect.flatMap(make(server.url), read)))
        assert.deepInclude(error, { reason: "Unavailable", origin: "network", attempts: 3 })
        assert.match(String(error["problem"]), problem)
        assert.strictEqual(server.heads.length, 3)
      })
    )

  live(
    "succeeds when the next attempt gets a response",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket, count) => {
        if (count === 0) socket.resetAndDestroy()
        else socket.write(LoopbackServer.answer(message))
      })
      assert.deepStrictEqual(yield* Effect.flatMap(make(server.url), read), { id: "m1", content: [] })
      assert.strictEqual(server.heads.length, 2)
    })
  )

  live(
    "skips early hints",
    Effect.gen(function* () {
      const hints = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(50)
      const server = yield* LoopbackServer.make((socket) => {
        socket.write(hints)
        socket.write(LoopbackServer.answer(message))
      })
      assert.deepStrictEqual(yield* Effect.flatMap(make(server.url), read), { id: "m1", content: [] })
    })
  )

  const stalls: ReadonlyArray<readonly [name: string, script: LoopbackServer.Script]> = [
    ["a response that never comes", () => undefined],
    ["a body that never comes", (socket) => socket.write(`${head}content-length: 24\r\n\r\n`)],
    ["a body that stops half way", (socket) => socket.write(`${head}content-length: 24\r\n\r\n{"id":`)],
    [
      "a body that trickles",
      (socket) => {
        socket.write(`${head}content-length: 100000\r\n\r\n`)
        const timer = setInterval(() => socket.write("x"), 20)
        socket.on("close", () => clearInterval(timer))
      }
    ]
  ]
  for (const [name, script] of stalls)
    live(
      `times out on ${name}, and closes the connection`,
      Effect.gen(function* () {
        const server = yield* LoopbackServer.make(script)
        const error = errorOf(yield* Effect.exit(Effect.flatMap(make(server.url, hasty), read)))
        assert.deepInclude(error, { reason: "Timeout", origin: "network", attempts: 1 })
        yield* server.closed
        assert.strictEqual(server.heads.length, 1)
      })
    )

  live(
    "closes the connection when its caller is interrupted",
    Effect.gen(function* () {
      for (const script of [
        () => undefined,
        (socket) => socket.write(`${head}content-length: 24\r\n\r\n{`)
      ] satisfies ReadonlyArray<LoopbackServer.Script>) {
        const server = yield* LoopbackServer.make(script)
        const transport = yield* make(server.url)
        const fiber = yield* Effect.fork(read(transport))
        yield* server.asked
        assert.isTrue(Exit.isInterrupted(yield* Fiber.interrupt(fiber)))
        yield* server.closed
        assert.strictEqual(server.heads.length, 1)
      }
    })
  )
})

describe("a post", () => {
  const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"

  const lost: ReadonlyArray<readonly [name: string, script: LoopbackServer.Script]> = [
    ["is reset", reset],
    ["is closed without a response", (socket) => socket.end()],
    ["is cut in the response", (socket) => socket.end(`${head}content-length: 1000\r\n\r\n${message}`)],
    ["does not speak HTTP", (socket) => socket.end("HTTP/1.1 abc\r\n\r\n")]
  ]
  for (const [name, script] of lost)
    live(
      `is one request whose delivery is unknown when the connection ${name}`,
      Effect.gen(function* () {
        const server = yield* LoopbackServer.make(script)
        const error = errorOf(yield* Effect.exit(Effect.flatMap(make(server.url), post)))
        assert.deepInclude(error, { reason: "Unavailable", origin: "network", delivery: "unknown", attempts: 1 })
        assert.strictEqual(server.heads.length, 1)
      })
    )

  live(
    "is one request whose delivery is unknown when no response comes in time",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make(() => undefined)
      const error = errorOf(yield* Effect.exit(Effect.flatMap(make(server.url, hasty), post)))
      assert.deepInclude(error, { reason: "Timeout", delivery: "unknown", attempts: 1 })
      yield* server.closed
      assert.strictEqual(server.heads.length, 1)
    })
  )

  live(
    "is not repeated when the server has closed the keep-alive connection",
    Effect.gen(function* () {
      const server = yield* LoopbackServer.make((socket, count) => {
        if (count === 0) socket.write(LoopbackServer.answer(message))
        else socket.destroy()
      })
      const transport = yield* make(server.url)
      yield* post(transport)
      assert.deepInclude(errorOf(yield* Effect.exit(post(transport))), { delivery: "unknown", attempts: 1 })
      assert.strictEqual(server.heads.length, 2)
    })
  )

  live(
    "is not delivered when the connection is refused",
    Effect.gen(function* () {
      const url = yield* Effect.scoped(Effect.map(LoopbackServer.make(reset), (server) => server.url))
      const error = errorOf(yield* Effect.exit(Effect.flatMap(make(url), post)))
      assert.deepInclude(error, {
        reason: "Unavailable",
        cause: "ECONNREFUSED",
        delivery: "not-delivered",
        attempts: 1
      })
    })
  )

  live(
    "is not delivered when the host does not speak TLS",
    Effect.gen(function* () {
      const url = yield* withoutTls
      const error = errorOf(yield* Effect.exit(Effect.flatMap(make(url), post)))
      assert.deepInclude(error, {
        reason: "Unavailable",
        origin: "network",
        cause: "ERR_SSL_WRONG_VERSION_NUMBER",
        delivery: "not-delivered",
        attempts: 1
      })
    })
  )
})

/** The `https:` URL of a server that answers the first bytes of a handshake as web servers do: in plain text. */
const withoutTls = Effect.map(
  Effect.acquireRelease(
    Effect.promise(async () => {
      const server = createServer((socket) => {
        socket.on("error", () => undefined)
        socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))
      }).listen(0, "127.0.0.1")
      await once(server, "listening")
      return server
    }),
    (server) => Effect.promise(() => new Promise((resolve) => server.close(resolve)))
  ),
  (server) => {
    const address = server.address()
    return typeof address === "object" ? `https://127.0.0.1:${address?.port}` : ""
  }
)
