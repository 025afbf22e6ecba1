/** The port over a remote server: requests, responses and errors, over a double of the HTTP client. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, type Message, MessageError, MessageRef, Messages, Problem } from "@org/messages-core"
import { Disguise } from "@org/messages-faults"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import { inspect } from "node:util"
import * as RemoteMessages from "../../src/remote/RemoteMessages.js"
import * as RemoteResponse from "../../src/remote/RemoteResponse.js"
import * as RequestProblem from "../../src/RequestProblem.js"

type Reply = Response | { readonly code: string } | "never"

/** The port over a server that gives one reply after another, and repeats the last one. */
const remote = (replies: ReadonlyArray<Reply>, options: Partial<RemoteMessages.Options> = {}) => {
  const requests: Array<HttpClientRequest.HttpClientRequest> = []
  const client = HttpClient.make((request) => {
    const reply = replies[Math.min(requests.push(request), replies.length) - 1] ?? "never"
    if (reply === "never") return Effect.never
    if ("code" in reply)
      return Effect.fail(
        new HttpClientError.RequestError({ request, reason: "Transport", cause: { cause: { code: reply.code } } })
      )
    return Effect.succeed(HttpClientResponse.fromWeb(request, reply.clone()))
  })
  const layer = RemoteMessages.layer({ url: "http://server.test/", ...options })
  return { requests, layer: Layer.provide(layer, Layer.succeed(HttpClient.HttpClient, client)) }
}

const json = (value: unknown, status = 200, contentType = "application/json") =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": contentType } })

const problemOf = (problem: Problem.Problem) =>
  json({ ...problem, requestId: "r" }, problem.status, Problem.contentType)

const address = Either.getOrThrow(MessageRef.parse("factory:s%2F1/m?computerId=c"))

const conversation = Either.getOrThrow(ConversationRef.parse("factory:s"))

const message: Message.Message = {
  version: 1,
  format: "factory",
  ref: address.ref,
  conversation: { id: "s/1" },
  role: "user",
  parts: [{ type: "text", text: "hi" }]
}

const posted = { ref: MessageRef.MessageRef.make("factory:s/m"), agentStatus: "idle" }

const get = Effect.flatMap(Messages.Messages, (port) => port.get(address))

const post = Effect.flatMap(Messages.Messages, (port) => port.post(conversation, { text: "hi" }))

describe("the port over a remote server", () => {
  it.effect("sends the ref of a message as one path segment", () => {
    const { layer, requests } = remote([json(message)])
    return Effect.gen(function* () {
      assert.deepStrictEqual(yield* get, message)
      assert.strictEqual(
        requests[0]?.url,
        `http://server.test/v1/messages/${encodeURIComponent("factory:s%2F1/m?computerId=c")}`
      )
      assert.notProperty(requests[0]?.headers, "authorization")
    }).pipe(Effect.provide(layer))
  })

  it.effect("gets the provider's response byte for byte", () => {
    const body = Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0xff)
    const { layer, requests } = remote([
      new Response(body, { headers: { "content-type": "application/octet-stream" } })
    ])
    return Effect.gen(function* () {
      const raw = yield* Effect.flatMap(Messages.Messages, (port) => port.getRaw(address))
      assert.deepStrictEqual([...raw.body], [...body])
      assert.strictEqual(raw.contentType, "application/octet-stream")
      assert.match(requests[0]?.url ?? "", /\/raw$/)
    }).pipe(Effect.provide(layer))
  })

  it.effect("posts each post with its own key, and with the token", () => {
    const { layer, requests } = remote([json(posted, 201)], { token: Redacted.make("a-token") })
    return Effect.gen(function* () {
      for (let turn = 0; turn < 2; turn++) assert.deepStrictEqual(yield* post, posted)
      const keys = requests.map(({ headers }) => headers["idempotency-key"] ?? "")
      for (const key of keys) assert.match(key, /^"[0-9a-f-]{36}"$/)
      assert.strictEqual(new Set(keys).size, 2)
      const [request] = requests
      assert.strictEqual(request?.headers["authorization"], "Bearer a-token")
      assert.strictEqual(request?.url, "http://server.test/v1/messages")
      const body = request?.body
      assert.deepStrictEqual(body?._tag === "Uint8Array" && JSON.parse(new TextDecoder().decode(body.body)), {
        conversation: "factory:s",
        text: "hi"
      })
    }).pipe(Effect.provide(layer))
  })

  it.effect("lists the providers of the server", () => {
    const availability = { provider: "honcho", url: "http://h", configured: true, operations: ["get"] } as const
    const { layer } = remote([json([availability])])
    return Effect.gen(function* () {
      const found = yield* Effect.flatMap(Messages.Messages, ({ providers }) => providers)
      assert.deepStrictEqual(found, [availability])
    }).pipe(Effect.provide(layer))
  })
})

describe("an error of the server", () => {
  const failure = new MessageError.ProviderFailure({
    provider: "factory",
    reason: "RateLimited",
    origin: "provider",
    operation: "get",
    attempts: 2,
    status: 429,
    detail: "slow down",
    retryAfterMs: 3_000
  })

  it.effect("is the error that the problem describes", () => {
    const { layer } = remote([problemOf(Problem.of(failure))])
    return Effect.gen(function* () {
      const error = yield* Effect.flip(get)
      assert.strictEqual(error.message, failure.message)
      assert.deepInclude(error, { _tag: "ProviderFailure", reason: "RateLimited", attempts: 2, retryAfterMs: 3_000 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("of a post names its key, and keeps its delivery", () => {
    const unknown = new MessageError.ProviderFailure({
      provider: "factory",
      reason: "Timeout",
      origin: "network",
      operation: "post",
      attempts: 1,
      delivery: "unknown"
    })
    const { layer, requests } = remote([problemOf(Problem.of(unknown))])
    return Effect.gen(function* () {
      const error = yield* Effect.flip(post)
      const [, key] = /"(.*)"/.exec(requests[0]?.headers["idempotency-key"] ?? "") ?? []
      assert.strictEqual(error.message, `${unknown.message}; its Idempotency-Key is ${key}`)
      assert.deepInclude(error, { _tag: "ProviderFailure", delivery: "unknown" })
      assert.lengthOf(requests, 1)
    }).pipe(Effect.provide(layer))
  })

  const own: ReadonlyArray<readonly [problem: Problem.Problem, delivery: MessageError.Delivery]> = [
    [RequestProblem.unauthenticated, "not-delivered"],
    [RequestProblem.storeUnavailable({ problem: "x" }), "unknown"],
    [RequestProblem.ofPost(RequestProblem.unauthenticated, true), "not-delivered"],
    [RequestProblem.overloaded, "not-delivered"],
    [RequestProblem.ofPost(RequestProblem.overloaded, true), "not-delivered"],
    [RequestProblem.ofPost(RequestProblem.stopping, true), "not-delivered"],
    [RequestProblem.postInProgress, "unknown"],
    [RequestProblem.outcomeUnknown, "unknown"],
    [RequestProblem.internal, "unknown"]
  ]
  for (const [problem, delivery] of own)
    it.effect(
      `about the request itself (${problem.title}, ${problem.delivery}) repeats the detail of the problem`,
      () => {
        const { layer } = remote([problemOf(problem)])
        return Effect.gen(function* () {
          const reading = yield* Effect.flip(get)
          assert.deepInclude(reading, { _tag: "GatewayFailure", origin: "gateway", status: problem.status })
          assert.strictEqual(
            reading.message,
            `The server at http://server.test says: ${problem.detail} (HTTP ${problem.status})`
          )
          assert.deepInclude(yield* Effect.flip(post), { _tag: "GatewayFailure", delivery })
        }).pipe(Effect.provide(layer))
      }
    )

  it.effect("has no control characters, and is short", () => {
    const problem = { ...RequestProblem.internal, detail: `\u001b[2J${"x".repeat(5_000)}` }
    const { layer } = remote([problemOf(problem)])
    return Effect.gen(function* () {
      const { message } = yield* Effect.flip(get)
      assert.notMatch(message, /\p{Cc}/u)
      assert.isBelow(message.length, 1_200)
    }).pipe(Effect.provide(layer))
  })
})

describe("the token", () => {
  const secret = "mt-Canary.9%&$x/Token"
  const options = { token: Redacted.make(secret), url: `http://server.test/${secret}` }

  for (const disguise of Disguise.disguises)
    it.effect(`is in no error, ${disguise.name}`, () =>
      Effect.gen(function* () {
        const said = `it got ${disguise.of(secret)}, which is wrong`
        const upstream = {
          status: 401,
          title: said,
          detail: said,
          requestId: said,
          cause: said,
          type: said,
          instance: said,
          code: said,
          errors: [{ code: said, loc: [said], message: said }],
          metadata: { [said]: [{ [said]: said }] }
        }
        const of = (name: string, members: object): Problem.Problem => ({
          ...RequestProblem.internal,
          type: Problem.typeOf(name),
          title: said,
          detail: said,
          ...members
        })
        const failed = { operation: "get", attempts: 1, origin: "provider", provider: "factory" } as const
        const problems = [
          of(said, {}),
          of("invalid-ref", { detail: `${JSON.stringify(said)} is not a ref`, problem: `expected ${said}` }),
          of("invalid-draft", { provider: "factory", path: said, problem: said }),
          of("not-configured", { provider: "factory", variable: said }),
          of("message-not-found", { provider: "factory", ref: said, upstream }),
          of("gateway-failure", { url: said, problem: said, upstream }),
          of("rejected", { ...failed, reason: "Rejected", path: said, problem: said, setting: said, upstream })
        ]
        for (const problem of problems) {
          const error = yield* Effect.flip(Effect.provide(get, remote([problemOf(problem)], options).layer))
          for (const text of [error.message, JSON.stringify(error), inspect(error, { depth: 20 })])
            assert.deepStrictEqual(Disguise.remains(text, secret, disguise), [], problem.type)
        }
      })
    )

  it.effect("does not hide what kind of error it is, even if it contains the word for that", () => {
    const failure = new MessageError.ProviderFailure({
      provider: "factory",
      reason: "RateLimited",
      origin: "provider",
      operation: "get",
      attempts: 1,
      status: 429
    })
    const token = Redacted.make("messages-provider-RateLimited-factory")
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Effect.provide(get, remote([problemOf(Problem.of(failure))], { token }).layer))
      assert.deepInclude(error, { _tag: "ProviderFailure", reason: "RateLimited", origin: "provider" })
    })
  })

  it.effect("is not searched in a body that no messages-server sends", () =>
    Effect.gen(function* () {
      const long = json({ ...RequestProblem.internal, upstream: { metadata: { x: "%25".repeat(1e6) } } }, 500)
      const deep = new Response(`{"upstream":${'{"a":'.repeat(10_000)}1${"}".repeat(10_001)}`, { status: 500 })
      for (const reply of [long, deep]) {
        const start = process.cpuUsage()
        const error = yield* Effect.flip(Effect.provide(get, remote([reply], options).layer))
        assert.match(error.message, /does not come from a messages-server/)
        // The time of the processor: other work on the machine does not change it.
        assert.isBelow(process.cpuUsage(start).user, 2_000_000)
      }
    })
  )
})

describe("a server that is not a messages-server", () => {
  it.effect("is recognized by any of its responses", () =>
    Effect.gen(function* () {
      const replies = [
        new Response("<html>", { status: 200, headers: { "content-type": "text/html" } }),
        new Response("<html>", { status: 502 }),
        new Response(null, { status: 302 }),
        json({}, 200),
        json({ ...message, ref: "x" }),
        json({ error: "no" }, 404),
        json(null, 500),
        new Response(Uint8Array.of(0xff), { status: 200 })
      ]
      for (const reply of replies) {
        const error = yield* Effect.flip(Effect.provide(get, remote([reply]).layer))
        assert.deepInclude(error, { _tag: "GatewayFailure", origin: "gateway", url: "http://server.test" })
        assert.match(error.message, /sent a response that does not come from a messages-server/)
        const posting = yield* Effect.flip(Effect.provide(post, remote([reply]).layer))
        assert.deepInclude(posting, { _tag: "GatewayFailure", delivery: "unknown" })
      }
    })
  )
})

describe("a server that does not answer", () => {
  it.effect("is named in the error, with the error code", () => {
    const { layer, requests } = remote([{ code: "ECONNREFUSED" }])
    return Effect.gen(function* () {
      const error = yield* Effect.flip(get)
      assert.strictEqual(error.message, "The server at http://server.test did not respond (ECONNREFUSED)")
      assert.deepInclude(error, { _tag: "GatewayFailure", origin: "network" })
      assert.lengthOf(requests, 1)
      const providers = yield* Effect.flip(Effect.flatMap(Messages.Messages, ({ providers }) => providers))
      assert.strictEqual(providers.message, error.message)
    }).pipe(Effect.provide(layer))
  })

  it.effect("gets a post a second time, with the same key", () => {
    const { layer, requests } = remote([{ code: "ECONNRESET" }, json(posted, 201)])
    return Effect.gen(function* () {
      assert.deepStrictEqual(yield* post, posted)
      const [first, second] = requests.map(({ headers }) => headers["idempotency-key"])
      assert.strictEqual(first, second)
    }).pipe(Effect.provide(layer))
  })

  it.effect("leaves a post unknown that is refused the second time, unless its content is what was refused", () =>
    Effect.gen(function* () {
      const refusals: ReadonlyArray<readonly [string, Problem.Problem, MessageError.Delivery]> = [
        ["ECONNRESET", RequestProblem.stopping, "unknown"],
        ["ECONNRESET", RequestProblem.ofPost(RequestProblem.overloaded, false), "unknown"],
        ["UND_ERR_SOCKET", RequestProblem.unauthenticated, "unknown"],
        ["ECONNREFUSED", RequestProblem.ofPost(RequestProblem.stopping, true), "not-delivered"],
        ["ECONNRESET", RequestProblem.bodyTooLarge(9), "not-delivered"],
        ["ECONNRESET", RequestProblem.keyReused, "not-delivered"]
      ]
      for (const [code, problem, delivery] of refusals) {
        const error = yield* Effect.flip(Effect.provide(post, remote([{ code }, problemOf(problem)]).layer))
        assert.deepInclude(error, { _tag: "GatewayFailure", delivery }, `${code} ${problem.title}`)
      }
    })
  )

  it.effect("makes a post not-delivered only if neither attempt had a connection", () =>
    Effect.gen(function* () {
      const outcomes = [
        ["ECONNREFUSED", "ECONNREFUSED", "not-delivered"],
        ["ENOTFOUND", "ECONNRESET", "unknown"],
        ["ECONNRESET", "ECONNREFUSED", "unknown"],
        ["UND_ERR_SOCKET", "UND_ERR_SOCKET", "unknown"]
      ] as const
      for (const [first, second, delivery] of outcomes) {
        const { layer, requests } = remote([{ code: first }, { code: second }])
        const error = yield* Effect.flip(Effect.provide(post, layer))
        assert.deepInclude(error, { _tag: "GatewayFailure", origin: "network", delivery }, `${first} ${second}`)
        assert.match(error.message, /; its Idempotency-Key is [0-9a-f-]{36}$/)
        assert.lengthOf(requests, 2)
      }
    })
  )

  it.effect("fails the call after a minute", () => {
    const { layer } = remote(["never"])
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Effect.flip(post))
      yield* TestClock.adjust(RemoteResponse.timeout)
      const error = yield* Fiber.join(fiber)
      assert.match(error.message, /sent no complete response within 60 s; whether the post was delivered is unknown/)
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails the whole call, both attempts of a post, after the time that the program sets", () =>
    Effect.gen(function* () {
      const timeout = Duration.millis(1_500)
      for (const [call, delivery] of [
        [Effect.asVoid(get), undefined],
        [Effect.asVoid(post), "unknown"]
      ] as const) {
        const { layer } = remote([{ code: "ECONNRESET" }, "never" as const].slice(delivery === undefined ? 1 : 0), {
          timeout
        })
        const fiber = yield* Effect.fork(Effect.flip(Effect.provide(call, layer)))
        yield* TestClock.adjust("1499 millis")
        assert.isNull(fiber.unsafePoll())
        yield* TestClock.adjust("1 millis")
        const error = yield* Fiber.join(fiber)
        assert.match(error.message, /sent no complete response within 1500 ms/)
        assert.strictEqual("delivery" in error ? error.delivery : undefined, delivery)
      }
    })
  )

  it.effect("is not read beyond the limit of a response", () => {
    const chunk = new Uint8Array(2 ** 20)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1
        controller.enqueue(chunk)
      }
    })
    const client = HttpClient.make((request) =>
      Effect.succeed(HttpClientResponse.fromWeb(request, new Response(endless, { status: 200 })))
    )
    const layer = Layer.provide(
      RemoteMessages.layer({ url: "http://server.test" }),
      Layer.succeed(HttpClient.HttpClient, client)
    )
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Effect.flatMap(Messages.Messages, (port) => port.getRaw(address)))
      assert.strictEqual(error._tag, "GatewayFailure")
      assert.isAtMost(sent, RemoteResponse.limit / chunk.length + 3)
    }).pipe(Effect.provide(layer))
  })
})
