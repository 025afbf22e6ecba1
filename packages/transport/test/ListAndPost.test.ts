/** Lists, which may be a POST and hold a cursor, and posts that a provider keeps once: over a double, with a test clock. */
import * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, Json, SafeId } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as HttpClientExchange from "../src/exchange/HttpClientExchange.js"
import { HttpExchange } from "../src/exchange/HttpExchange.js"
import type { OperationRequest } from "../src/OperationRequest.js"
import * as ResponseReader from "../src/response/ResponseReader.js"
import * as Shape from "../src/response/Shape.js"
import * as Transport from "../src/Transport.js"
import * as Scripted from "./Scripted.js"

const address = Either.getOrThrow(ConversationRef.make({ provider: "factory", sessionId: "s1" }))
const page = ResponseReader.page(Shape.list(["messages"]))
const posted = ResponseReader.json(Shape.contract(Schema.Struct({ id: SafeId })))

const run = (
  operation: "list" | "conversations" | "post",
  more: Partial<OperationRequest>,
  ...steps: ReadonlyArray<Scripted.Step>
) =>
  Effect.gen(function* () {
    const { client, requests } = Scripted.make(...steps)
    const exchange = Effect.provideService(HttpClientExchange.make, HttpClient.HttpClient, client)
    const settings = { url: "http://127.0.0.1:1", apiKey: Redacted.make("fk-canary") }
    const transport = yield* Effect.provideServiceEffect(Transport.make("factory", settings), HttpExchange, exchange)
    const request = { address, path: ["list"], ...more }
    const call =
      operation === "post" ? transport.request("post", request, posted) : transport.request(operation, request, page)
    const fiber = yield* Effect.fork(Effect.exit<unknown, unknown, never>(call))
    yield* TestClock.adjust("1 day")
    const exit = yield* Fiber.join(fiber)
    const failure = Exit.isFailure(exit) && exit.cause._tag === "Fail" ? exit.cause.error : {}
    const error: Json.JsonObject = JSON.parse(JSON.stringify(failure))
    return { requests, error, value: Exit.isSuccess(exit) ? exit.value : undefined }
  }).pipe(Effect.withRandom(Random.fixed([0])))

const refusal = (status: number, body: Json.JsonObject) => ({ status, body: { ...body } })

describe("a list", () => {
  it.effect("that is a POST sends its body, and is retried like any read", () =>
    Effect.gen(function* () {
      for (const [body, sent] of [
        [{}, "{}"],
        [null, "null"],
        [undefined, undefined]
      ] as const) {
        const request = { method: "POST", ...(body !== undefined && { body }) } as const
        const { requests, value } = yield* run(
          "list",
          request,
          { status: 503 },
          { error: "ECONNRESET" },
          { body: { messages: [] } }
        )
        assert.deepStrictEqual(value, { elements: [], envelope: { messages: [] } })
        assert.strictEqual(requests.length, 3)
        for (const request of requests) assert.deepInclude(request, { method: "POST", body: sent })
      }
    })
  )

  it.effect("says that its conversation is missing, and never speaks of a delivery", () =>
    Effect.gen(function* () {
      const { error } = yield* run(
        "list",
        { method: "POST" },
        refusal(404, { title: "Gone", status: 404, detail: "No such session" })
      )
      assert.deepInclude(error, { _tag: "ConversationNotFound", ref: "factory:s1" })
      assert.notProperty(error, "delivery")
    })
  )

  it.effect("of conversations is rejected where the provider has none", () =>
    Effect.gen(function* () {
      const missing = refusal(404, { title: "Not Found", status: 404, detail: "No such workspace" })
      const { error } = yield* run("conversations", { address: { ref: "factory" } }, missing)
      assert.deepInclude(error, {
        _tag: "ProviderFailure",
        operation: "conversations",
        reason: "Rejected",
        status: 404
      })
    })
  )

  const forgotten: ReadonlyArray<readonly [status: number, body: Json.JsonObject]> = [
    [400, { detail: "Invalid cursor", status: 400, title: "Bad Request" }],
    [404, { detail: "The cursor has expired", status: 404, title: "Not Found" }],
    [410, { title: "Cursor expired", status: 410 }],
    [422, { detail: [{ loc: ["query", "cursor"], msg: "is not known", type: "value" }] }],
    [400, { type: "https://errors.example/invalid-page-token", title: "Bad Request", status: 400 }]
  ]
  for (const [status, body] of forgotten)
    it.effect(`with a cursor that the provider no longer knows is InvalidCursor: ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const { error } = yield* run("list", { hasCursor: true }, refusal(status, body))
        assert.strictEqual(error["_tag"], "InvalidCursor")
        assert.include(error["problem"], "Factory no longer recognizes this place in the list")
        const first = yield* run("list", {}, refusal(status, body))
        assert.notStrictEqual(first.error["_tag"], "InvalidCursor")
      })
    )

  it.effect("with a cursor has the usual error if the provider says something else", () =>
    Effect.gen(function* () {
      const of = (status: number, detail: string) =>
        Effect.map(
          run("list", { hasCursor: true }, refusal(status, { detail, status, title: "No" })),
          ({ error }) => error
        )
      assert.strictEqual((yield* of(404, "Session not found"))["_tag"], "ConversationNotFound")
      assert.strictEqual((yield* of(403, "No access to this cursor"))["reason"], "Forbidden")
      assert.strictEqual((yield* of(400, "limit must be positive"))["reason"], "Rejected")
    })
  )

  it.effect("has elements that nest as deep as a message that is read alone", () =>
    Effect.gen(function* () {
      const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`
      const deep = yield* run("list", {}, { body: `{"messages":[${nested(Json.maximumDepth)}]}` })
      assert.isDefined(deep.value)
      const deeper = yield* run("list", {}, { body: `{"messages":[${nested(Json.maximumDepth + 1)}]}` })
      assert.strictEqual(deeper.error["reason"], "TooLarge")
    })
  )
})

describe("a post", () => {
  const request = { body: { key: "k" }, isIdempotent: true }

  it.effect("that the provider keeps once is retried like a read, with the same body", () =>
    Effect.gen(function* () {
      const { requests, value } = yield* run(
        "post",
        request,
        { status: 500 },
        { error: "ECONNRESET" },
        { body: { id: "m1" } }
      )
      assert.deepStrictEqual(value, { id: "m1" })
      assert.deepStrictEqual(
        requests.map(({ body }) => body),
        Array(3).fill('{"key":"k"}')
      )
      const once = yield* run("post", { body: { key: "k" } }, { status: 500 }, { body: { id: "m1" } })
      assert.strictEqual(once.requests.length, 1)
    })
  )

  it.effect("may have been delivered if any attempt may have arrived, whatever became of the last one", () =>
    Effect.gen(function* () {
      const refused = { error: "ECONNREFUSED" }
      for (const [steps, delivery] of [
        [[{ status: 500 }, refused], "unknown"],
        [[{ error: "ECONNRESET" }, refusal(422, { detail: "no" })], "unknown"],
        [[refused, { status: 500 }, refused], "unknown"],
        [[refused, { status: 429 }, refusal(422, { detail: "no" })], "not-delivered"],
        [[refused], "not-delivered"]
      ] as const)
        assert.strictEqual((yield* run("post", request, ...steps)).error["delivery"], delivery, JSON.stringify(steps))
    })
  )

  it.effect("is unreadable if its response has no id that can be sent back", () =>
    Effect.gen(function* () {
      for (const body of [{}, { id: 7 }, { id: "" }, { id: "../m" }, { id: "a\n" }])
        assert.deepInclude((yield* run("post", request, { body })).error, {
          reason: "Malformed",
          path: "/id",
          delivery: "unknown"
        })
    })
  )
})
