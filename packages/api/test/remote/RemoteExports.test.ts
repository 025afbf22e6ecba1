/** The exports of a remote server: requests, responses and errors, over a double of the HTTP client. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { Problem } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import * as ExportExamples from "../../src/exports/ExportExamples.js"
import * as ExportProblems from "../../src/exports/ExportProblems.js"
import { RemoteExports, layer } from "../../src/remote/RemoteExports.js"
import * as RequestProblem from "../../src/RequestProblem.js"

type Reply = (() => Response) | { readonly code: string }

const remote = (...replies: ReadonlyArray<Reply>) => {
  const requests: Array<HttpClientRequest.HttpClientRequest> = []
  const client = HttpClient.make((request) => {
    const reply = replies[Math.min(requests.push(request), replies.length) - 1] ?? { code: "ECONNREFUSED" }
    return typeof reply === "function"
      ? Effect.succeed(HttpClientResponse.fromWeb(request, reply()))
      : Effect.fail(new HttpClientError.RequestError({ request, reason: "Transport", cause: { code: reply.code } }))
  })
  const options = { url: "http://server.test/", token: Redacted.make("canary-token") }
  return { requests, layer: Layer.provide(layer(options), Layer.succeed(HttpClient.HttpClient, client)) }
}

const text = (body: string) => () => new Response(body)

const json =
  (value: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } })

const problemOf = (problem: Problem.Problem) => () =>
  new Response(JSON.stringify({ ...problem, requestId: "r" }), {
    status: problem.status,
    headers: { "content-type": Problem.contentType }
  })

const { id } = ExportExamples.started

/** A body whose connection breaks after these texts. */
const broken =
  (...texts: ReadonlyArray<string>) =>
  () => {
    let at = 0
    return new Response(
      new ReadableStream({
        pull: (controller) => {
          const text = texts[at++]
          if (text === undefined) controller.error(new Error("reset"))
          else controller.enqueue(new TextEncoder().encode(text))
        }
      })
    )
  }

describe("RemoteExports", () => {
  it.effect("starts an export with a token and a key, and the same key when the connection breaks", () => {
    const { layer, requests } = remote({ code: "ECONNRESET" }, json(ExportExamples.started, 202))
    return Effect.gen(function* () {
      const { start } = yield* RemoteExports
      assert.deepStrictEqual(yield* start(ExportExamples.request), ExportExamples.started)
      const [first, second] = requests
      assert(first !== undefined)
      assert.strictEqual(first.url, "http://server.test/v1/exports")
      assert.strictEqual(first.headers["authorization"], "Bearer canary-token")
      assert.match(first.headers["idempotency-key"] ?? "", /^"[\da-f-]{36}"$/)
      assert.strictEqual(second?.headers["idempotency-key"], first.headers["idempotency-key"])
      assert.strictEqual(requests.length, 2)
    }).pipe(Effect.provide(layer))
  })

  it.effect("lists a page, gets an export and cancels it", () => {
    const { layer, requests } = remote(
      json({ ...ExportExamples.page, next: "c" }),
      json(ExportExamples.details),
      json(ExportExamples.cancelled)
    )
    return Effect.gen(function* () {
      const exports = yield* RemoteExports
      assert.strictEqual((yield* exports.list({ cursor: "a/b", limit: 2 })).next, "c")
      assert.deepStrictEqual(yield* exports.get(id), ExportExamples.details)
      assert.strictEqual((yield* exports.cancel("a/b")).state, "cancelled")
      assert.deepStrictEqual(
        requests.map(({ method, url }) => `${method} ${url.replace("http://server.test", "")}`),
        ["GET /v1/exports?cursor=a%2Fb&limit=2", `GET /v1/exports/${id}`, "DELETE /v1/exports/a%2Fb"]
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("says that there is no such export, and what else the server refuses", () =>
    Effect.gen(function* () {
      const missing = yield* Effect.flip(Effect.flatMap(RemoteExports, ({ get }) => get("x"))).pipe(
        Effect.provide(remote(problemOf(ExportProblems.notFound("x"))).layer)
      )
      assert.strictEqual(missing._tag, "ExportNotFound")
      assert.strictEqual(missing.message, 'There is no export "x"')
      for (const problem of [ExportProblems.disabled, RequestProblem.unknownRoute]) {
        const error = yield* Effect.flip(Effect.flatMap(RemoteExports, ({ get }) => get("x"))).pipe(
          Effect.provide(remote(problemOf(problem)).layer)
        )
        assert.deepInclude(error, { _tag: "GatewayFailure", status: problem.status })
        assert.include(error.message, problem.detail ?? "")
      }
    })
  )

  it.effect("watches until the end, and outlasts a server that is replaced", () => {
    const running = ExportExamples.details
    const ended = { ...running, state: "complete", updatedAt: "2026-01-05T09:00:09.000Z" }
    const { layer } = remote(
      json(running),
      json(running),
      { code: "ECONNREFUSED" },
      { code: "ECONNREFUSED" },
      json(ended)
    )
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Effect.flatMap(RemoteExports, ({ watch }) => Stream.runCollect(watch(id))))
      for (let second = 0; second < 10; second++) yield* TestClock.adjust("1 second")
      const states = Chunk.toReadonlyArray(yield* Fiber.join(fiber)).map(({ state }) => state)
      assert.deepStrictEqual(states, ["running", "complete"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("gives up watching after a minute without a response", () => {
    const { layer, requests } = remote(json(ExportExamples.details), { code: "ECONNREFUSED" })
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(
        Effect.flatMap(RemoteExports, ({ watch }) => Effect.flip(Stream.runDrain(watch(id))))
      )
      for (let second = 0; second < 70; second++) yield* TestClock.adjust("1 second")
      assert.deepInclude(yield* Fiber.join(fiber), { _tag: "GatewayFailure", origin: "network" })
      assert.isAbove(requests.length, 60)
    }).pipe(Effect.provide(layer))
  })

  it.effect("reads every line once, and asks for the rest if the connection breaks", () => {
    const { layer, requests } = remote(broken('{"n":1}\n{"n"', ':2}\n{"n":3'), broken('{"n":3}\n'), text('{"n":4}\n'))
    return Effect.gen(function* () {
      const { content } = yield* RemoteExports
      const fiber = yield* Effect.fork(Stream.runCollect(content(id, 5)))
      for (let second = 0; second < 5; second++) yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(Chunk.toReadonlyArray(yield* Fiber.join(fiber)), [
        '{"n":1}',
        '{"n":2}',
        '{"n":3}',
        '{"n":4}'
      ])
      assert.deepStrictEqual(
        requests.map(({ url }) => new URL(url).search),
        ["?from=5", "?from=7", "?from=8"]
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails with the problem of the last line, and at once if there is no such export", () =>
    Effect.gen(function* () {
      const content = Effect.flatMap(RemoteExports, ({ content }) => Effect.flip(Stream.runDrain(content("x"))))
      const last = JSON.stringify({ error: { ...RequestProblem.internal, requestId: "r" } })
      const cut = yield* Effect.provide(content, remote(text(`{"n":1}\n${last}\n`)).layer)
      assert.deepInclude(cut, { _tag: "GatewayFailure", status: 500 })
      const missing = yield* Effect.provide(content, remote(problemOf(ExportProblems.notFound("x"))).layer)
      assert.strictEqual(missing._tag, "ExportNotFound")
    })
  )

  it.effect("reads nothing of an export without lines", () =>
    Effect.gen(function* () {
      const { content } = yield* RemoteExports
      assert.isTrue(Chunk.isEmpty(yield* Stream.runCollect(content(id))))
    }).pipe(Effect.provide(remote(text("")).layer))
  )
})
