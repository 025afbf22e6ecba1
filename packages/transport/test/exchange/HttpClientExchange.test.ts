/** The exchange over an `HttpClient`: it limits bodies while they arrive, and uses Effect's clock. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as HttpClientExchange from "../../src/exchange/HttpClientExchange.js"
import type * as HttpExchange from "../../src/exchange/HttpExchange.js"

const utf8 = (text: string) => new TextEncoder().encode(text)

const request = HttpClientRequest.get("http://localhost")

const answer = (body: ConstructorParameters<typeof Response>[0], headers: Record<string, string> = {}, status = 200) =>
  HttpClientResponse.fromWeb(request, new Response(body, { headers, status }))

const sent: HttpExchange.HttpRequest = {
  method: "GET",
  origin: "http://localhost",
  path: "/",
  headers: {},
  body: undefined
}

/** The body of a response, read up to a limit. */
const bytes = (response: HttpClientResponse.HttpClientResponse, maximumBytes: number) =>
  HttpClientExchange.make.pipe(
    Effect.provideService(
      HttpClient.HttpClient,
      HttpClient.make(() => Effect.succeed(response))
    ),
    Effect.flatMap(({ send }) => send(sent, () => Either.right({ maximumBytes }), 1000)),
    Effect.map(({ body }) => body)
  )

describe("the body over an HttpClient", () => {
  it.effect("joins the chunks in order", () =>
    Effect.gen(function* () {
      const chunks = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const text of ["a", "", "bc", "def"]) controller.enqueue(utf8(text))
          controller.close()
        }
      })
      assert.deepStrictEqual(yield* bytes(answer(chunks), 6), utf8("abcdef"))
    })
  )

  it.effect("gives no bytes if there is no body", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* bytes(answer(null, {}, 204), 6), new Uint8Array(0))
      assert.deepStrictEqual(yield* bytes(answer(""), 6), new Uint8Array(0))
    })
  )

  it.effect("stops as soon as the limit is passed, and cancels the rest", () =>
    Effect.gen(function* () {
      let pulled = 0
      let cancelled = false
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled++
          controller.enqueue(new Uint8Array(1_000))
        },
        cancel() {
          cancelled = true
        }
      })
      const failure = yield* Effect.flip(bytes(answer(endless), 10_000))
      assert.deepStrictEqual(failure, {
        reason: "TooLarge",
        origin: "gateway",
        problem: "the body has more than 10000 bytes",
        limit: 10_000,
        setting: "MESSAGES_RESPONSE_LIMIT"
      })
      assert.isTrue(cancelled)
      assert.isBelow(pulled, 100)
    })
  )

  it.effect("reads nothing of a body that says it is too large", () =>
    Effect.gen(function* () {
      const response = answer("short", { "content-length": "10001" })
      const failure = yield* Effect.flip(bytes(response, 10_000))
      assert.strictEqual(failure.reason, "TooLarge")
    })
  )

  it.effect("takes a body that is exactly as long as the limit", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* bytes(answer("x".repeat(10), { "content-length": "10" }), 10)).length, 10)
    })
  )

  it.effect("treats a body that breaks off as a transient failure", () =>
    Effect.gen(function* () {
      const broken = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.error(Object.assign(new Error("fk-secret"), { code: "ECONNRESET" }))
      })
      const failure = yield* Effect.flip(bytes(answer(broken), 10))
      assert.deepInclude(failure, {
        reason: "Unavailable",
        origin: "network",
        transient: true,
        unsent: false,
        problem: "the connection was cut while the response was read",
        cause: "ECONNRESET"
      })
    })
  )
})
