/** The socket: limits of bodies, input that never becomes a request, and stopping. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import { connect } from "node:net"
import { ask, post, raw, serve } from "../TestServer.js"

const path = "/v1/messages/factory:s%2Fm"

const refused = Effect.fail(new MessageError.NotSupported({ provider: "mielto", operation: "post" }))

const problem = (received: string) => JSON.parse(received.slice(received.indexOf("\r\n\r\n") + 4))

describe("a body over the limit", () => {
  const tooLong = { conversation: "factory:s", text: "x".repeat(2_000) }

  it.scopedLive("is refused by its Content-Length before it is sent", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const head = [
        "POST /v1/messages HTTP/1.1",
        "host: localhost",
        "content-type: application/json",
        "content-length: 1001"
      ]
      const received = yield* firstAnswer(server, `${head.join("\r\n")}\r\n\r\n`)
      assert.match(received, /^HTTP\/1\.1 413 /)
      assert.deepInclude(problem(received), { status: 413, limitBytes: 1_000, origin: "caller" })
    })
  )

  it.scopedLive("is refused while it arrives in chunks, without cutting the connection", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const { headers, json, status } = yield* post(server, tooLong, { "transfer-encoding": "chunked" })
      assert.strictEqual(status, 413)
      assert.strictEqual(headers["content-type"], "application/problem+json")
      assert.strictEqual(json.limitBytes, 1_000)
    })
  )

  it.scopedLive("gets a response although megabytes of it were already sent, and the connection stays usable", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const size = 8 * 2 ** 20
      const head = ["POST /v1/messages HTTP/1.1", "host: localhost", "content-type: application/json"]
      const chunk = "x".repeat(size)
      for (const upload of [
        `${head.join("\r\n")}\r\ncontent-length: ${size}\r\n\r\n${chunk}`,
        `${head.join("\r\n")}\r\ntransfer-encoding: chunked\r\n\r\n${size.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`
      ]) {
        const received = yield* raw(
          server,
          upload,
          "GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        )
        assert.match(received, /^HTTP\/1\.1 413 /)
        assert.match(received, /HTTP\/1\.1 200 OK/)
      }
    })
  )

  it.scopedLive("starts one byte past it", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const body = (length: number) => `{"conversation":"factory:s","text":"${"x".repeat(length - 38)}"}`
      assert.strictEqual(body(1_000).length, 1_000)
      assert.strictEqual((yield* post(server, body(1_000))).status, 501)
      assert.strictEqual((yield* post(server, body(1_001))).status, 413)
    })
  )
})

describe("JSON over the limit", () => {
  const limits = { bodyLimit: 1e7, jsonLimit: 65_536 }
  const draft = { conversation: "factory:s", text: "hi" }

  it.scopedLive("is refused before it is parsed, wherever it is in the body", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") }, limits)
      for (const body of [
        `{"conversation":"factory:s","text":[${"{},".repeat(1e6)}{}]}`,
        { ...draft, text: "two words ".repeat(1e5) },
        { ...draft, files: Array(3_000).fill({ type: "file", text: "a file" }) },
        "[".repeat(1e6)
      ]) {
        const { json, status } = yield* post(server, body)
        assert.strictEqual(status, 413)
        assert.deepInclude(json, {
          type: "urn:messages:problem:json-too-large",
          limitBytes: 65_536,
          setting: "MESSAGES_JSON_LIMIT",
          delivery: "not-delivered"
        })
      }
    })
  )

  it.scopedLive("does not count base64, so that files of megabytes pass", () =>
    Effect.gen(function* () {
      const server = yield* serve({}, limits)
      const data = Buffer.alloc(5e6, 7).toString("base64")
      const files = [{ type: "file", mediaType: "application/pdf", data }]
      assert.strictEqual((yield* post(server, { ...draft, files })).status, 501)
    })
  )
})

describe("bodies that come at once", () => {
  it.scopedLive("are refused past eight times the limit of one, until the others are done", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const head = "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
      const part = `${head}content-length: 1000\r\n\r\n${" ".repeat(999)}`
      const uploads = yield* Effect.forEach(Array(8), () => Effect.fork(raw(server, part)))
      const asked = post(server, { conversation: "factory:s", text: "hi" })
      const refused = yield* Effect.repeat(asked, { until: ({ status }) => status === 503 })
      assert.deepInclude(refused.json, {
        type: "urn:messages:problem:overloaded",
        origin: "gateway",
        delivery: "not-delivered"
      })
      assert.strictEqual(refused.headers["retry-after"], "1")
      yield* Fiber.interruptAll(uploads)
      yield* Effect.repeat(asked, { until: ({ status }) => status === 501 })
    })
  )
})

describe("the length of a body", () => {
  const head = "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
  const body = '{"conversation":"factory:s","text":"a"}'

  it.scopedLive("is zero if the header is missing, and later bytes are not part of the body", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const received = yield* raw(server, `${head}\r\n${body}`)
      assert.match(received, /^HTTP\/1\.1 400 /)
      assert.include(received, "urn:messages:problem:malformed-body")
    })
  )

  it.scopedLive("is taken from the header: a short one cuts the body, and two different ones are refused", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") })
      const short = yield* raw(server, `${head}content-length: ${body.length - 1}\r\n\r\n${body}`)
      assert.include(short, "urn:messages:problem:malformed-body")
      for (const lie of [
        "content-length: 39\r\ntransfer-encoding: chunked",
        "content-length: -1",
        "content-length: 1e2"
      ]) {
        const received = yield* raw(server, `${head}${lie}\r\n\r\n${body}`)
        assert.match(received, /^HTTP\/1\.1 400 /, lie)
        assert.include(received, "urn:messages:problem:malformed-request")
      }
    })
  )
})

describe("input that never becomes a request", () => {
  it.scopedLive("gets 431 when its headers are too large", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const size of [5_000, 500_000, 20_000_000]) {
        const received = yield* raw(server, `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(size)}\r\n\r\n`)
        assert.match(received, /^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/)
        assert.match(received, /\r\ncontent-type: application\/problem\+json\r\n/)
        assert.deepInclude(problem(received), { status: 431, type: "urn:messages:problem:headers-too-large" })
        assert.include(received, `x-request-id: ${problem(received).requestId}`)
      }
      const line = server.log.find(({ status }) => status === 431)
      assert.strictEqual(line?.["message"], "broken request")
    })
  )

  it.scopedLive("gets 400 when it is not HTTP", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const requests = [
        "nonsense\r\n\r\n",
        "get / HTTP/1.1\r\nhost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        "CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nhost: localhost\r\nHost: localhost\r\nconnection: close\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nhost: localhost\r\nHOST: evil.example\r\nconnection: close\r\n\r\n"
      ]
      for (const request of requests) {
        const received = yield* raw(server, request)
        assert.match(received, /^HTTP\/1\.1 400 Bad Request\r\n/, request)
        assert.strictEqual(problem(received).type, "urn:messages:problem:malformed-request")
      }
    })
  )

  it.scopedLive("gets 408 when its head or its body does not arrive in time, and never reaches the port", () =>
    Effect.gen(function* () {
      const server = yield* serve({ post: () => Effect.die("asked") }, { requestTimeout: Duration.millis(200) })
      const head =
        "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 39\r\n\r\n"
      for (const part of ["GET / HTTP/1.1\r\nhost: loc", `${head}{"conversation"`]) {
        const received = yield* raw(server, part)
        assert.match(received, /^HTTP\/1\.1 408 Request Timeout\r\n/)
        assert.strictEqual(problem(received).type, "urn:messages:problem:request-timeout")
      }
      const late = yield* afterAnswer(server, `${head}{"conversation"`, ':"factory:s","text":"a"}')
      assert.match(late, /^HTTP\/1\.1 408 /)
      assert.isFalse(server.log.some(({ level }) => level === "error"))
    })
  )

  it.scopedLive("never gets its response before the response to an earlier request on the same connection", () =>
    Effect.gen(function* () {
      const go = yield* Effect.makeLatch()
      const server = yield* serve({ get: () => Effect.zipRight(go.await, Effect.die("late")) })
      const both = yield* Effect.fork(
        raw(server, `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`, "nonsense\r\n\r\n")
      )
      yield* ask(server, "/healthz")
      yield* go.open
      const received = yield* Fiber.join(both)
      assert.match(received, /^HTTP\/1\.1 500 Internal/)
      assert.match(received, /}HTTP\/1\.1 400 Bad Request\r\n/)
    })
  )

  it.scopedLive("does not disturb an earlier response on the same connection", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const received = yield* afterAnswer(
        server,
        "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n",
        "nonsense\r\n\r\n"
      )
      assert.match(received, /^HTTP\/1\.1 200 OK/)
      assert.match(received, /HTTP\/1\.1 400 Bad Request/)
    })
  )
})

describe("a request with an expectation or an upgrade that the server does not support", () => {
  it.scopedLive("is handled as any other", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const headers of [
        { expect: "the-unexpected" },
        { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c" },
        { connection: "Upgrade", upgrade: "websocket" }
      ]) {
        assert.strictEqual((yield* ask(server, "/healthz", { headers })).status, 200)
      }
    })
  )
})

describe("a server that stops", () => {
  it.scopedLive("finishes requests in flight, and tells later ones that it is stopping", () =>
    Effect.gen(function* () {
      const begun = yield* Effect.makeLatch()
      const go = yield* Effect.makeLatch()
      const scope = yield* Scope.make()
      const server = yield* Scope.extend(
        serve({
          get: () => Effect.zipRight(begun.open, Effect.zipRight(go.await, Effect.die("late")))
        }),
        scope
      )
      const inFlight = yield* Effect.fork(ask(server, path))
      yield* begun.await
      const stopping = yield* Effect.fork(Scope.close(scope, Exit.void))
      yield* server.logged(({ message }) => message === "stopping")
      const { headers, json, status } = yield* ask(server, "/readyz")
      assert.strictEqual(status, 503)
      assert.strictEqual(json.type, "urn:messages:problem:stopping")
      assert.strictEqual(headers["retry-after"], "1")
      assert.strictEqual((yield* ask(server, path)).status, 503)
      assert.strictEqual((yield* ask(server, "/healthz")).status, 200)
      assert.strictEqual((yield* ask(server, "/healthz?x")).status, 200)
      yield* go.open
      assert.strictEqual((yield* Fiber.join(inFlight)).status, 500)
      yield* Fiber.join(stopping)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(Effect.sandbox(ask(server, "/healthz")))))
    })
  )

  it.scopedLive(
    "answers requests that arrived while its process could not run, and closes the connection after that",
    () =>
      Effect.gen(function* () {
        const scope = yield* Scope.make()
        const server = yield* Scope.extend(serve(), scope)
        const request = "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"
        const connection = yield* kept(server, request)
        const stopping = yield* Effect.fork(Scope.close(scope, Exit.void))
        assert.strictEqual((yield* ask(server, "/readyz")).status, 503)
        connection.write(request)
        // Server and client share this thread: as on a busy machine, every timer of the server is due when it runs again.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
        const heard = yield* connection.rest
        assert.match(heard, /^HTTP\/1\.1 200 OK\r\n/)
        assert.match(heard, /\r\nconnection: close\r\n/i)
        yield* Fiber.join(stopping)
      })
  )

  it.scopedLive("ends an idle connection without a reset", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const server = yield* Scope.extend(serve(), scope)
      const connection = yield* kept(server, "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
      yield* Effect.fork(Scope.close(scope, Exit.void))
      assert.strictEqual(yield* connection.rest, "")
    })
  )

  it.scopedLive("finishes a post whose caller has disconnected, within the stop timeout", () =>
    Effect.gen(function* () {
      const ends: Array<string> = []
      for (const [stopTimeout, finishes] of [
        [Duration.seconds(10), true],
        [Duration.millis(50), false]
      ] as const) {
        const begun = yield* Effect.makeLatch()
        const go = yield* Effect.makeLatch()
        const scope = yield* Scope.make()
        const answer = begun.open.pipe(
          Effect.zipRight(go.await),
          Effect.zipRight(refused),
          Effect.onExit((exit) => Effect.sync(() => ends.push(Exit.isInterrupted(exit) ? "interrupted" : "finished")))
        )
        const server = yield* Scope.extend(serve({ post: () => answer }, { stopTimeout }), scope)
        const caller = yield* Effect.fork(post(server, { conversation: "factory:s", text: "hi" }))
        yield* begun.await
        yield* Fiber.interrupt(caller)
        yield* server.logged(({ status }) => status === 499)
        const stopping = yield* Effect.fork(Scope.close(scope, Exit.void))
        yield* server.logged(({ message }) => message === "stopped")
        if (finishes) yield* go.open
        yield* Fiber.join(stopping)
      }
      assert.deepStrictEqual(ends, ["finished", "interrupted"])
    })
  )

  it.scopedLive("waits no longer than the stop timeout, and not for idle connections", () =>
    Effect.gen(function* () {
      const begun = yield* Effect.makeLatch()
      const scope = yield* Scope.make()
      const server = yield* Scope.extend(
        serve({ get: () => Effect.zipRight(begun.open, Effect.never) }, { stopTimeout: Duration.millis(50) }),
        scope
      )
      const idle = yield* Effect.fork(raw(server, "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"))
      const inFlight = yield* Effect.fork(Effect.exit(Effect.sandbox(ask(server, path))))
      yield* begun.await
      yield* Scope.close(scope, Exit.void)
      assert.isTrue(Exit.isFailure(yield* Fiber.join(inFlight)))
      assert.match(yield* Fiber.join(idle), /^HTTP\/1\.1 200/)
    })
  )
})

describe("an address that is in use", () => {
  it.scopedLive("fails the start with the code EADDRINUSE", () =>
    Effect.gen(function* () {
      const { url } = yield* serve()
      const port = Number(new URL(url).port)
      const error = yield* Effect.flip(serve({}, { port }))
      assert.deepInclude(error, { _tag: "ListenFailure", host: "127.0.0.1", port, code: "EADDRINUSE" })
    })
  )
})

/** The first bytes of the first response. */
const firstAnswer = (server: { readonly url: string }, text: string) =>
  Effect.async<string>((resume) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.once("data", (chunk: Buffer) => resume(Effect.succeed(chunk.toString())))
    socket.write(text)
    return Effect.sync(() => socket.destroy())
  })

/** Writes the second text when the first has a response, and gives everything until the connection closes. */
const afterAnswer = (server: { readonly url: string }, first: string, second: string) =>
  Effect.async<string>((resume) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    let received = ""
    socket.once("data", () => socket.write(second))
    socket.on("data", (chunk: Buffer) => (received += chunk.toString()))
    socket.on("end", () => socket.end())
    socket.on("close", () => resume(Effect.succeed(received)))
    socket.write(first)
    return Effect.sync(() => socket.destroy())
  })

/** A connection that stays open after its first response; `rest` is everything after that, until the server ends it. */
const kept = (server: { readonly url: string }, first: string) =>
  Effect.async<{ readonly write: (text: string) => void; readonly rest: Effect.Effect<string> }>((resume) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    const rest = Effect.async<string>((resume) => {
      let heard = ""
      socket.on("data", (chunk: Buffer) => (heard += chunk.toString()))
      socket.on("error", (error) => resume(Effect.die(error)))
      socket.on("end", () => resume(Effect.succeed(heard)))
    })
    socket.once("data", () => resume(Effect.succeed({ write: (text) => void socket.write(text), rest })))
    socket.write(first)
    return Effect.sync(() => socket.destroy())
  })
