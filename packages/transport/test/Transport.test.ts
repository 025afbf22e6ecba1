/** What transport sends, and what it makes of every response: over a double, with a test clock. */
import * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, Json, type MessageError, MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import * as HttpClientExchange from "../src/exchange/HttpClientExchange.js"
import { HttpExchange } from "../src/exchange/HttpExchange.js"
import type { OperationRequest } from "../src/OperationRequest.js"
import type * as Policy from "../src/resilience/Policy.js"
import * as ResponseReader from "../src/response/ResponseReader.js"
import * as Shape from "../src/response/Shape.js"
import type { ProviderSettings } from "../src/settings/ProviderSettings.js"
import * as Transport from "../src/Transport.js"
import { renderings } from "./Renderings.js"
import { Disguise } from "@org/messages-faults"
import * as Scripted from "./Scripted.js"

const secret = "fk-canary.1$&"

const defaults: ProviderSettings = { url: "http://127.0.0.1:1/base", apiKey: Redacted.make(secret) }

/** Uses the exchange on Effect's clock, which the test drives. */
const make = ({ client }: Scripted.Scripted, settings: Partial<ProviderSettings> = {}) =>
  Transport.make("factory", { ...defaults, ...settings }).pipe(
    Effect.provideServiceEffect(
      HttpExchange,
      Effect.provideService(HttpClientExchange.make, HttpClient.HttpClient, client)
    )
  )

const message = { id: "m1", content: [{ type: "text", text: "hi" }] }

const outer = ResponseReader.json(Shape.outer({ content: Shape.array }))

/** A body that begins and never ends. */
const stalled = (text: string) => () =>
  new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) })

const reading = (messageId = "m1", more: Partial<OperationRequest> = {}): OperationRequest => ({
  address: Either.getOrThrow(MessageRef.make({ provider: "factory", sessionId: "s1", messageId })),
  path: ["sessions", "s1", messageId],
  ...more
})

const posting = (more: Partial<OperationRequest> = {}): OperationRequest => ({
  address: Either.getOrThrow(ConversationRef.make({ provider: "factory", sessionId: "s1" })),
  path: ["sessions", "s1"],
  body: { text: "hi" },
  ...more
})

/** Runs one read or post against a script to its end, without randomness. */
const ended = <A>(
  provider: Scripted.Scripted,
  call: (transport: Transport.Transport) => Effect.Effect<A, MessageError.MessageError>,
  options?: Partial<ProviderSettings>
) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(Effect.exit(Effect.flatMap(make(provider, options), call)))
    yield* TestClock.adjust("1 day")
    return yield* Fiber.join(fiber)
  }).pipe(Effect.withRandom(Random.fixed([0])))

const read = (...steps: ReadonlyArray<Scripted.Step>) => {
  const provider = Scripted.make(...steps)
  return Effect.map(
    ended(provider, (transport) => transport.request("get", reading(), outer)),
    (exit) => seen(exit, provider)
  )
}

const post = (...steps: ReadonlyArray<Scripted.Step>) => {
  const provider = Scripted.make(...steps)
  return Effect.map(
    ended(provider, (transport) => transport.request("post", posting(), outer)),
    (exit) => seen(exit, provider)
  )
}

const seen = <A>(exit: Exit.Exit<A, unknown>, { requests }: Scripted.Scripted) => ({
  exit,
  requests,
  value: Exit.isSuccess(exit) ? exit.value : undefined,
  error: plain(exit)
})

/** The fields of the error that a call failed with, as they would be sent. */
const plain = (exit: Exit.Exit<unknown, unknown>): Json.JsonObject => {
  if (Exit.isSuccess(exit) || exit.cause._tag !== "Fail") return {}
  const json: Json.Json = JSON.parse(JSON.stringify(exit.cause.error))
  return Json.isObject(json) ? json : {}
}

describe("a request", () => {
  const odd = [
    "a/b",
    "a?b",
    "a#b",
    "a;b",
    "a\\b",
    "a%2fb",
    "//evil",
    "http://evil/",
    "@evil",
    ":80",
    "é",
    "e\u0301",
    "\u200f😀",
    "a b",
    "+&=",
    "...",
    "'()*!~"
  ]

  for (const id of odd)
    it.effect(`has the id ${JSON.stringify(id)} as one segment and one query value`, () =>
      Effect.gen(function* () {
        const provider = Scripted.make({ body: { ...message, id } })
        const transport = yield* make(provider)
        yield* transport.request("get", reading(id, { query: { computerId: id } }), outer)
        const url = new URL(provider.requests[0]?.url ?? "")
        assert.strictEqual(url.host, "127.0.0.1:1")
        const segments = url.pathname.split("/")
        assert.deepStrictEqual(segments.slice(0, -1), ["", "base", "sessions", "s1"])
        assert.strictEqual(decodeURIComponent(segments.at(-1) ?? ""), id)
        assert.deepStrictEqual([...url.searchParams], [["computerId", id]])
        assert.strictEqual(url.hash, "")
      })
    )

  it.effect("keeps the path of the base URL, and leaves out what is undefined", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      const transport = yield* make(provider, { url: "https://gateway.example/a%2Fb//" })
      yield* transport.request(
        "get",
        reading("m1", { query: { a: undefined }, headers: { "x-a": undefined, "x-b": "1" } }),
        outer
      )
      const [sent] = provider.requests
      assert.strictEqual(sent?.url, "https://gateway.example/a%2Fb/sessions/s1/m1")
      assert.strictEqual(sent?.method, "GET")
      assert.isUndefined(sent?.body)
      assert.deepStrictEqual(
        { ...sent?.headers },
        {
          accept: "application/json",
          "accept-encoding": "identity",
          authorization: `Bearer ${secret}`,
          "x-b": "1"
        }
      )
    })
  )

  it.effect("has no authorization where there is no credential", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      const honcho = Transport.make("honcho", { url: "http://127.0.0.1:1" })
      const exchange = Effect.provideService(HttpClientExchange.make, HttpClient.HttpClient, provider.client)
      const transport = yield* Effect.provideServiceEffect(honcho, HttpExchange, exchange)
      yield* transport.request("get", reading(), outer)
      assert.notProperty(provider.requests[0]?.headers, "authorization")
    })
  )

  it.effect("posts JSON", () =>
    Effect.gen(function* () {
      const { requests } = yield* post({ body: message })
      assert.strictEqual(requests[0]?.method, "POST")
      assert.strictEqual(requests[0]?.url, "http://127.0.0.1:1/base/sessions/s1")
      assert.strictEqual(requests[0]?.headers["content-type"], "application/json")
      assert.strictEqual(requests[0]?.body, '{"text":"hi"}')
    })
  )

  it.effect("sends no tracing headers to the provider", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      const transport = yield* make(provider)
      yield* Effect.withSpan(transport.request("get", reading(), outer), "a span")
      for (const name of ["traceparent", "tracestate", "b3", "baggage"])
        assert.notProperty(provider.requests[0]?.headers, name)
    })
  )

  const refused = [
    "",
    " ",
    ".",
    "..",
    "%2e%2E",
    "../admin",
    "a/../b",
    "a\r\nx: y",
    "\u0000",
    "\u009b",
    "\ud800",
    "x".repeat(513)
  ]

  for (const id of refused)
    it.effect(`is not sent with the id ${JSON.stringify(id.slice(0, 20))}`, () =>
      Effect.gen(function* () {
        const provider = Scripted.make({ body: message })
        const transport = yield* make(provider)
        // `make` checks an address, so no address has such an id.
        const ids = { provider: "factory", sessionId: id } as const
        const atMessage = Effect.map(MessageRef.make({ ...ids, messageId: id }), (address) =>
          reading("m1", { address })
        )
        const calls: ReadonlyArray<Effect.Effect<unknown, MessageError.MessageError>> = [
          Effect.flatMap(atMessage, (target) => transport.request("get", target, outer)),
          Effect.flatMap(atMessage, (target) => transport.request("get", target, ResponseReader.raw)),
          Effect.flatMap(ConversationRef.make(ids), (address) => transport.request("post", posting({ address }), outer))
        ]
        for (const call of calls) {
          const exit = yield* Effect.exit(call)
          assert.strictEqual(plain(exit)["_tag"], "InvalidRef")
        }
        assert.deepStrictEqual(provider.requests, [])
      })
    )

  it.effect("is not sent with a value that no header can carry", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      const transport = yield* make(provider)
      for (const value of ["", "a\r\nx: y", "wörk", "a b", ".."]) {
        const exit = yield* Effect.exit(transport.request("get", reading("m1", { headers: { "x-id": value } }), outer))
        assert.strictEqual(plain(exit)["_tag"], "InvalidRef")
        assert.notProperty(plain(exit), "delivery")
        const posted = yield* Effect.exit(transport.request("post", posting({ headers: { "x-id": value } }), outer))
        assert.deepInclude(plain(posted), { _tag: "InvalidRef", delivery: "not-delivered" })
      }
      assert.deepStrictEqual(provider.requests, [])
    })
  )

  it.effect("is not sent while the provider is not configured", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      const transport = yield* make(provider, { apiKey: undefined })
      const calls: ReadonlyArray<readonly [Effect.Effect<unknown, MessageError.MessageError>, object]> = [
        [transport.request("get", reading(), outer), {}],
        [transport.request("get", reading(), ResponseReader.raw), {}],
        [transport.request("post", posting(), outer), { delivery: "not-delivered" }]
      ]
      for (const [call, delivery] of calls)
        assert.deepStrictEqual(plain(yield* Effect.exit(call)), {
          _tag: "NotConfigured",
          provider: "factory",
          variable: "FACTORY_API_KEY",
          ...delivery
        })
      assert.deepStrictEqual(provider.requests, [])
      assert.deepStrictEqual(transport.availability, {
        provider: "factory",
        url: "http://127.0.0.1:1/base",
        configured: false,
        missing: "FACTORY_API_KEY",
        operations: ["get", "list", "conversations", "post"]
      })
    })
  )

  it.effect("is not sent once the deadline has passed", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      const policy: Partial<Policy.Policy> = { deadline: 0 }
      const got = yield* ended(provider, (transport) => transport.request("get", reading(), outer), { policy })
      const posted = yield* ended(provider, (transport) => transport.request("post", posting(), outer), { policy })
      assert.deepInclude(plain(got), { reason: "Timeout", attempts: 0 })
      assert.deepInclude(plain(posted), { reason: "Timeout", attempts: 0, delivery: "not-delivered" })
      assert.deepStrictEqual(provider.requests, [])
    })
  )
})

describe("Transport.make", () => {
  it.effect("refuses a URL or a credential that cannot be used, and repeats neither", () =>
    Effect.gen(function* () {
      const options: ReadonlyArray<Partial<ProviderSettings>> = [
        { url: "http://canary.example" },
        { url: "https://canary@host.example" },
        { apiKey: Redacted.make("canary\n") },
        { apiKey: Redacted.make('"canary"') },
        { apiKey: Redacted.make("") }
      ]
      for (const option of options) {
        const exit = yield* Effect.exit(make(Scripted.make(), option))
        assert.isTrue(Exit.isFailure(exit))
        for (const text of renderings(exit)) assert.notInclude(text, "canary")
      }
    })
  )
})

describe("a read", () => {
  it.effect("gives the value as it came", () =>
    Effect.gen(function* () {
      const body = '{"__proto__":{"a":1},"id":"m1","content":[],"z":null}'
      const { value } = yield* read({ body })
      assert.strictEqual(JSON.stringify(value), body)
    })
  )

  it.effect("takes a message without an id", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* read({ body: { content: [] } })).value, { content: [] })
    })
  )

  const uuid = "3e55a9e0-0000-4000-8000-0000000000ab"

  const ids: ReadonlyArray<readonly [asked: string, id: Json.Json]> = [
    ["4711", 4711],
    [uuid.toUpperCase(), uuid],
    [uuid, uuid.toUpperCase()],
    ["m1", null],
    ["m1", { value: "m2" }]
  ]
  for (const [asked, id] of ids)
    it.effect(`takes a message whose id is ${JSON.stringify(id)} for ${asked}`, () =>
      Effect.gen(function* () {
        const provider = Scripted.make({ body: { id, content: [] } })
        const exit = yield* ended(provider, (transport) => transport.request("get", reading(asked), outer))
        assert.deepStrictEqual(exit, Exit.succeed({ id, content: [] }))
      })
    )

  const table: ReadonlyArray<readonly [status: number, tag: string, reason: string | undefined, requests: number]> = [
    [400, "ProviderFailure", "Rejected", 1],
    [401, "ProviderFailure", "Unauthorized", 1],
    [402, "ProviderFailure", "PaymentRequired", 1],
    [403, "ProviderFailure", "Forbidden", 1],
    [404, "MessageNotFound", undefined, 1],
    [408, "ProviderFailure", "Rejected", 3],
    [410, "MessageNotFound", undefined, 1],
    [422, "ProviderFailure", "Rejected", 1],
    [429, "ProviderFailure", "RateLimited", 3],
    [500, "ProviderFailure", "Unavailable", 3],
    [501, "ProviderFailure", "Unavailable", 1],
    [502, "ProviderFailure", "Unavailable", 3],
    [503, "ProviderFailure", "Unavailable", 3],
    [504, "ProviderFailure", "Unavailable", 3]
  ]
  for (const [status, tag, reason, count] of table)
    it.effect(`reports ${status} as ${reason ?? tag} after ${count} requests, with the provider's own texts`, () =>
      Effect.gen(function* () {
        const { error, requests } = yield* read({
          status,
          headers: { "x-request-id": "r-1" },
          body: { title: "A title", detail: "A detail", status }
        })
        const expected = {
          _tag: tag,
          provider: "factory",
          status,
          title: "A title",
          detail: "A detail",
          requestId: "r-1",
          attempts: count
        }
        assert.deepInclude(
          error,
          reason === undefined
            ? { ...expected, ref: "factory:s1/m1" }
            : { ...expected, reason, operation: "get", origin: "provider" }
        )
        assert.notProperty(error, "delivery")
        assert.strictEqual(requests.length, count)
      })
    )

  it.effect("keeps the status where the body cannot be read", () =>
    Effect.gen(function* () {
      for (const body of ["", "x".repeat(100_000), '{"detail":', stalled("{")]) {
        const { error } = yield* read({ status: 404, body })
        assert.strictEqual(error["_tag"], "MessageNotFound")
        assert.notProperty(error, "detail")
      }
    })
  )

  it.effect("reports a 404 of a server without such a route as a rejection, and names the variable of the URL", () =>
    Effect.gen(function* () {
      const rejected = {
        _tag: "ProviderFailure",
        reason: "Rejected",
        origin: "provider",
        status: 404,
        attempts: 1,
        problem: "its URL has no such route; FACTORY_API_URL must be the part before /api/v0"
      }
      for (const body of ["<html><script>alert(1)</script></html>", '{"detail":"Not Found"}']) {
        const step = { status: 404, body }
        assert.deepInclude((yield* read(step)).error, { ...rejected, operation: "get" })
        assert.deepInclude((yield* post(step)).error, { ...rejected, operation: "post", delivery: "not-delivered" })
      }
    })
  )

  it.effect("sends to the same URL whether or not the base URL ends with the provider's own path", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: message })
      for (const url of [
        "http://127.0.0.1:1/base",
        "http://127.0.0.1:1/base/api/v0",
        "http://127.0.0.1:1/base/api/v0/"
      ]) {
        const transport = yield* make(provider, { url })
        assert.strictEqual(transport.availability.url, "http://127.0.0.1:1/base")
        yield* transport.request("get", reading(), outer)
      }
      assert.deepStrictEqual(
        provider.requests.map(({ url }) => url),
        Array.from({ length: 3 }, () => "http://127.0.0.1:1/base/sessions/s1/m1")
      )
    })
  )

  it.effect("tries again after a failed connection", () =>
    Effect.gen(function* () {
      for (const code of ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND"]) {
        const { requests, value } = yield* read({ error: code }, { body: message })
        assert.deepStrictEqual([value, requests.length], [message, 2])
      }
    })
  )

  it.effect("does not retry after an untrusted certificate", () =>
    Effect.gen(function* () {
      const { error, requests } = yield* read({ error: "DEPTH_ZERO_SELF_SIGNED_CERT" })
      assert.deepInclude(error, { reason: "Unavailable", origin: "network", cause: "DEPTH_ZERO_SELF_SIGNED_CERT" })
      assert.strictEqual(requests.length, 1)
    })
  )

  it.effect("obeys Retry-After in seconds", () =>
    Effect.gen(function* () {
      const { requests } = yield* read({ status: 429, headers: { "retry-after": "7" } }, { body: message })
      assert.deepStrictEqual(
        requests.map(({ at }) => at),
        [0, 7_000]
      )
    })
  )

  it.effect("obeys Retry-After as a date", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 0, 1))
      const { requests } = yield* read(
        { status: 503, headers: { "retry-after": "Thu, 01 Jan 2026 00:00:04 GMT" } },
        { body: message }
      )
      assert.deepStrictEqual(
        requests.map(({ at }) => at - Date.UTC(2026, 0, 1)),
        [0, 4_000]
      )
    })
  )

  it.effect("fails at once with the requested wait when that is past the deadline", () =>
    Effect.gen(function* () {
      const { error, requests } = yield* read({ status: 429, headers: { "retry-after": "86400" } })
      assert.deepInclude(error, { reason: "RateLimited", retryAfterMs: 86_400_000, attempts: 1 })
      assert.strictEqual(requests.length, 1)
    })
  )

  it.effect("times out on a body that stalls, and tries again", () =>
    Effect.gen(function* () {
      const { requests, value } = yield* read({ body: stalled('{"id":') }, { body: message })
      assert.deepStrictEqual([value, requests.map(({ at }) => at)], [message, [0, 10_000]])
    })
  )

  it.effect("has one deadline for everything", () =>
    Effect.gen(function* () {
      const { error, requests } = yield* read({ body: stalled('{"id":') })
      assert.deepInclude(error, { reason: "Timeout", origin: "network", attempts: 3 })
      assert.deepStrictEqual(
        requests.map(({ at }) => at),
        [0, 10_000, 20_000]
      )
    })
  )

  const unreadable: ReadonlyArray<readonly [name: string, step: Scripted.Step, error: Json.JsonObject]> = [
    ["nothing", { body: "" }, { problem: "the response is empty" }],
    ["204", { status: 204 }, { problem: "the response is empty" }],
    ["null", { body: "null" }, { path: "", problem: "expected an object" }],
    ["a list", { body: "[]" }, { path: "", problem: "expected an object" }],
    ["no content", { body: { id: "m1" } }, { path: "/content", problem: "expected an array" }],
    [
      "another id",
      { body: { id: "m2", content: [] } },
      { path: "/id", problem: 'the id is not the requested one: "m2"' }
    ],
    [
      "an id of another type",
      { body: { id: 1, content: [] } },
      { path: "/id", problem: "the id is not the requested one: 1" }
    ],
    [
      "an error in a 200",
      { body: { error: { message: "no such message" } } },
      { path: "/content", detail: "no such message" }
    ],
    [
      "a number that is not finite",
      { body: '{"id":"m1","content":[1e400]}' },
      { path: "/content/0", problem: "not a finite number" }
    ],
    ["HTML", { body: "<html>" }, { problem: "the response looks like HTML: is a proxy or a login page in between?" }],
    [
      "gzip",
      { body: message, headers: { "content-encoding": "gzip" } },
      { problem: 'the content-encoding "gzip" was not requested' }
    ],
    [
      "snappy",
      { body: message, headers: { "content-encoding": "snappy" } },
      { problem: 'the content-encoding "snappy" was not requested' }
    ]
  ]
  for (const [name, step, expected] of unreadable)
    it.effect(`reports ${name} as malformed, and sends one request`, () =>
      Effect.gen(function* () {
        const { error, requests } = yield* read(step)
        assert.deepInclude(error, { reason: "Malformed", origin: "provider", attempts: 1, ...expected })
        assert.strictEqual(requests.length, 1)
      })
    )

  it.effect("treats identity as no content-encoding", () =>
    Effect.gen(function* () {
      const { value } = yield* read({ body: message, headers: { "content-encoding": "Identity" } })
      assert.deepStrictEqual(value, message)
    })
  )

  it.effect("refuses redirects, wherever they lead", () =>
    Effect.gen(function* () {
      for (const status of [301, 302, 303, 307, 308])
        for (const location of ["https://evil.example/", "/sessions/s1/m1", "file:///etc/passwd", undefined]) {
          const { error, requests } = yield* read({ status, headers: Json.compact({ location }) })
          assert.deepInclude(error, { reason: "Unavailable", origin: "network", status, attempts: 1 })
          assert.include(String(error["problem"]), "redirect")
          assert.strictEqual(requests.length, 1)
        }
    })
  )

  it.effect("names the origin that a redirect leads to, without its path and query", () =>
    Effect.gen(function* () {
      const { error } = yield* read({ status: 302, headers: { location: "https://login.example:8443/a?token=b#c" } })
      assert.strictEqual(error["problem"], "it redirects to https://login.example:8443")
      assert.strictEqual((yield* read({ status: 304 })).error["problem"], "it sent the unexpected status 304")
    })
  )

  it.effect("fails on a body over the limit", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ body: "x".repeat(1_001) })
      const exit = yield* ended(provider, (transport) => transport.request("get", reading(), outer), {
        policy: { maximumBodyBytes: 1_000 }
      })
      assert.deepInclude(plain(exit), {
        reason: "TooLarge",
        origin: "gateway",
        problem: "the body has more than 1000 bytes",
        limit: 1_000,
        setting: "MESSAGES_RESPONSE_LIMIT"
      })
      assert.strictEqual(provider.requests.length, 1)
    })
  )

  it.effect("stops when it is interrupted", () =>
    Effect.gen(function* () {
      const provider = Scripted.make({ after: 5_000, body: message })
      const transport = yield* make(provider)
      const fiber = yield* Effect.fork(transport.request("get", reading(), outer))
      yield* TestClock.adjust("1 second")
      assert.isTrue(Exit.isInterrupted(yield* Fiber.interrupt(fiber)))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(provider.requests.length, 1)
    })
  )
})

describe("raw bytes", () => {
  it.effect("are given as they came, whatever they are", () =>
    Effect.gen(function* () {
      const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0xff, 0x00, 0x7b)
      const provider = Scripted.make({ body: bytes, headers: { "content-type": "text/x-odd" } })
      const exit = yield* ended(provider, (transport) => transport.request("get", reading(), ResponseReader.raw))
      assert.deepStrictEqual(exit, Exit.succeed({ body: bytes, contentType: "text/x-odd" }))
    })
  )

  it.effect("are not given for an error status", () =>
    Effect.gen(function* () {
      const exit = yield* ended(Scripted.make({ status: 404, body: "gone" }), (transport) =>
        transport.request("get", reading(), ResponseReader.raw)
      )
      assert.deepInclude(plain(exit), { _tag: "MessageNotFound", ref: "factory:s1/m1", status: 404 })
    })
  )
})

describe("a post", () => {
  const lost = "unknown"
  const kept = "not-delivered"

  const table: ReadonlyArray<readonly [name: string, step: Scripted.Step, reason: string, delivery: string]> = [
    ["a refused connection", { error: "ECONNREFUSED" }, "Unavailable", kept],
    ["an unknown host", { error: "ENOTFOUND" }, "Unavailable", kept],
    ["a connection that takes too long", { error: "UND_ERR_CONNECT_TIMEOUT" }, "Unavailable", kept],
    ["an untrusted certificate", { error: "CERT_HAS_EXPIRED" }, "Unavailable", kept],
    ["400", { status: 400 }, "Rejected", kept],
    ["401", { status: 401 }, "Unauthorized", kept],
    ["402", { status: 402 }, "PaymentRequired", kept],
    ["403", { status: 403 }, "Forbidden", kept],
    ["409", { status: 409 }, "Rejected", kept],
    ["422", { status: 422 }, "Rejected", kept],
    ["429", { status: 429, headers: { "retry-after": "1" } }, "RateLimited", kept],
    ["408", { status: 408 }, "Rejected", lost],
    ["302", { status: 302, headers: { location: "https://evil.example" } }, "Unavailable", lost],
    ["500", { status: 500 }, "Unavailable", lost],
    ["501", { status: 501 }, "Unavailable", lost],
    ["502", { status: 502 }, "Unavailable", lost],
    ["503", { status: 503, headers: { "retry-after": "0" } }, "Unavailable", lost],
    ["504", { status: 504 }, "Unavailable", lost],
    ["a cut connection", { error: "ECONNRESET" }, "Unavailable", lost],
    ["a stale connection", { error: "UND_ERR_SOCKET" }, "Unavailable", lost],
    ["no response", { after: 3_600_000 }, "Timeout", lost],
    ["a body that stalls", { body: stalled("{") }, "Timeout", lost],
    ["an empty response", { body: "" }, "Malformed", lost],
    ["204", { status: 204 }, "Malformed", lost],
    ["HTML", { body: "<html>" }, "Malformed", lost],
    ["a response of another shape", { body: {} }, "Malformed", lost],
    ["gzip", { body: message, headers: { "content-encoding": "gzip" } }, "Malformed", lost],
    ["a body that is too large", { body: message, headers: { "content-length": "99999999999" } }, "TooLarge", lost]
  ]
  for (const [name, step, reason, delivery] of table)
    it.effect(`is ${delivery} after ${name}, and is never repeated`, () =>
      Effect.gen(function* () {
        const { error, requests } = yield* post(step, { body: message })
        assert.deepInclude(error, { _tag: "ProviderFailure", operation: "post", reason, delivery, attempts: 1 })
        assert.strictEqual(requests.length, 1)
      })
    )

  for (const status of [404, 410])
    it.effect(`reports ${status} as a missing conversation`, () =>
      Effect.gen(function* () {
        const { error, requests } = yield* post({ status, body: { detail: "no such session" } })
        assert.deepInclude(error, {
          _tag: "ConversationNotFound",
          ref: "factory:s1",
          status,
          detail: "no such session",
          delivery: "not-delivered"
        })
        assert.strictEqual(requests.length, 1)
      })
    )

  it.effect("returns the response unchanged", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* post({ body: { ...message, id: "another" } })).value, {
        ...message,
        id: "another"
      })
    })
  )

  it.effect("reports the requested wait, and does not wait", () =>
    Effect.gen(function* () {
      const { error } = yield* post({ status: 429, headers: { "retry-after": "3" } })
      assert.deepInclude(error, { retryAfterMs: 3_000 })
    })
  )
})

describe("a secret", () => {
  const echo = `Bearer ${secret}`

  const steps: ReadonlyArray<readonly [name: string, step: Scripted.Step]> = [
    [
      "in every text of an error",
      {
        status: 400,
        body: {
          title: echo,
          detail: [{ loc: [echo], msg: echo }],
          requestId: echo,
          errors: [{ field: echo, message: echo }]
        }
      }
    ],
    ["in the request id", { status: 404, headers: { "x-request-id": echo } }],
    ["in an error in a 200", { body: { error: echo } }],
    ["in the content type", { body: "x", headers: { "content-type": `text/${secret}` } }],
    ["in the content-encoding", { body: "x", headers: { "content-encoding": secret } }],
    ["in a key at the path of a problem", { body: `{"id":"m1","content":[{"${echo}":1e400}]}` }],
    ["in the target of a redirect", { status: 302, headers: { location: `https://evil.example/?${secret}` } }],
    ["in the host that a redirect leads to", { status: 302, headers: { location: `https://${secret}.example/` } }],
    ["in a body that is not JSON", { body: echo }],
    ["in the error of a connection", { error: "ECONNREFUSED" }],
    ["in the error of a connection that has no code", { error: echo }]
  ]
  for (const [name, step] of steps)
    it.effect(`is in no error: ${name}`, () =>
      Effect.gen(function* () {
        const got = yield* read(step)
        const posted = yield* post(step)
        for (const { exit } of [got, posted]) {
          assert.isTrue(Exit.isFailure(exit))
          for (const text of renderings(exit)) assert.notInclude(text, "canary")
        }
      })
    )

  for (const disguise of Disguise.disguises)
    it.effect(`is in no output ${disguise.name}`, () =>
      Effect.gen(function* () {
        const said = `it was ${disguise.of(secret)}`
        const header = /^[\x20-\x7e]*$/.test(said) ? said : "r-1"
        const body = { type: said, title: said, detail: [{ loc: [said], msg: said }], requestId: said, errors: [said] }
        const all: ReadonlyArray<Scripted.Step> = [
          { status: 400, body },
          { status: 404, body: { ...body, instance: said, metadata: { [said]: said } } },
          { status: 404, headers: { "x-request-id": header, "content-type": header }, body: said },
          { body: { error: said } },
          { body: { id: said, content: [] } },
          { body: "x", headers: { "content-type": header } },
          { body: "x", headers: { "content-encoding": header } },
          { body: `{"id":"m1","content":[{${JSON.stringify(said)}:1e400}]}` }
        ]
        for (const step of all) {
          const { exit } = yield* read(step)
          assert.isTrue(Exit.isFailure(exit))
          for (const text of renderings(exit)) assert.deepStrictEqual(Disguise.remains(text, secret, disguise), [])
        }
      })
    )

  // A post accepts any id, because the message is new.
  it.effect("is in no error of a read whose response has it as the id", () =>
    Effect.gen(function* () {
      const { exit } = yield* read({ body: { id: echo, content: [] } })
      assert.isTrue(Exit.isFailure(exit))
      for (const text of renderings(exit)) assert.notInclude(text, "canary")
    })
  )

  it.effect("is in no error of the strict reading, where the path names a key that the provider chose", () =>
    Effect.gen(function* () {
      const strict: Shape.Validator<Json.JsonObject> = () =>
        Either.left({ path: `/content/${echo}`, problem: "is too much" })
      const exit = yield* ended(Scripted.make({ body: message }), (transport) =>
        transport.request("get", reading(), ResponseReader.json(strict))
      )
      assert.deepInclude(plain(exit), { path: "/content/Bearer <redacted>" })
      for (const text of renderings(exit)) assert.notInclude(text, "canary")
    })
  )

  it.effect("is not in the transport itself", () =>
    Effect.gen(function* () {
      const transport = yield* make(Scripted.make())
      for (const text of renderings(transport)) assert.notInclude(text, "canary")
    })
  )
})

describe("a provider's text in an error", () => {
  it.effect("has no control character and is short, in every field", () =>
    Effect.gen(function* () {
      const evil = `\u001b]0;x\u0007${"y".repeat(10_000)}`
      const steps: ReadonlyArray<Scripted.Step> = [
        { status: 400, body: { title: evil, detail: evil, requestId: evil } },
        { body: { id: evil, content: [] } },
        { body: `{"content":[{"${"y".repeat(10_000)}":1e400}]}` },
        { body: `{"content":[{"\\u001b]0;x\\u0007":1e400}]}` }
      ]
      for (const step of steps) {
        const { error } = yield* read(step)
        for (const value of Object.values(error)) {
          assert.notMatch(String(value), /\p{C}/u)
          assert.isAtMost(String(value).length, 400)
        }
      }
    })
  )
})
