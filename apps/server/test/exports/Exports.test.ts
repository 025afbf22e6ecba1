/** Exports over HTTP: requests, responses and problems, with a double of the exports. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import {
  ExportConflict,
  ExportNotFound,
  type Exports,
  type ExportStatus,
  ExportsUnavailable,
  UnknownFormat
} from "@org/messages-exports"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { ServerExports } from "../../src/exports/ServerExports.js"
import * as Server from "../../src/Server.js"
import { ask, serve } from "../TestServer.js"

type Service = Context.Tag.Service<typeof Exports.Exports>

const started: ExportStatus.Export = {
  id: "e1",
  state: "queued",
  conversations: 1,
  done: 0,
  pages: 0,
  messages: 0,
  faults: 0,
  waits: 0,
  createdAt: "2026-01-05T09:00:00.000Z",
  updatedAt: "2026-01-05T09:00:00.000Z"
}

const details: ExportStatus.ExportDetails = {
  ...started,
  progress: [{ conversation: "factory:s1", state: "queued", pages: 0, messages: 0, faults: 0 }]
}

/** Exports that note what they are asked. */
const recorder = (answers: Partial<Service> = {}) => {
  const asked: Array<ReadonlyArray<unknown>> = []
  const noted =
    <A, E, R>(name: string, answer: Effect.Effect<A, E, R>) =>
    (...args: ReadonlyArray<unknown>) => {
      asked.push([name, ...args])
      return answer
    }
  const service: Service = {
    start: noted("start", Effect.succeed(started)),
    list: noted("list", Effect.succeed({ items: [started], next: "a b" })),
    get: noted("get", Effect.succeed(details)),
    content: (...args) => {
      asked.push(["content", ...args])
      return Stream.make('{"n":1}', '{"n":2}')
    },
    cancel: noted("cancel", Effect.succeed({ ...started, state: "cancelled" as const })),
    health: Effect.succeed({ oldestMs: 0.4, unfinished: 1 }),
    ...answers
  }
  return { asked, service }
}

const serveWith = (service: Service, changed = {}) =>
  serve({}, changed, Server.store, Layer.succeed(ServerExports, { exports: service }))

const start = (server: { readonly url: string }, body: object, headers: Readonly<Record<string, string>> = {}) =>
  ask(server, "/v1/exports", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body)
  })

describe("exports over HTTP", () => {
  it.scopedLive("are started with 202 and their URL", () =>
    Effect.gen(function* () {
      const { asked, service } = recorder()
      const server = yield* serveWith(service)
      const { headers, json, status } = yield* start(server, { conversations: ["factory:s1"], format: "chat" })
      assert.deepStrictEqual([status, headers.location, json], [202, "/v1/exports/e1", started])
      yield* start(server, { provider: "honcho", parent: "w" })
      assert.deepStrictEqual(asked, [
        ["start", { conversations: ["factory:s1"], format: "chat" }, { id: undefined }],
        ["start", { provider: "honcho", parent: "w", format: undefined }, { id: undefined }]
      ])
    })
  )

  it.scopedLive("have one id for one key of one caller", () =>
    Effect.gen(function* () {
      const { asked, service } = recorder()
      const tokens = ["token-one", "token-two"]
      const server = yield* serveWith(service, { tokens: tokens.map((token) => Redacted.make(token)) })
      const body = { conversations: ["factory:s1"] }
      const [one, two] = tokens.map((token) => ({ authorization: `Bearer ${token}` }))
      for (const headers of [
        { ...one, "idempotency-key": '"k"' },
        { ...one, "idempotency-key": "k" },
        { ...two, "idempotency-key": "k" }
      ])
        assert.strictEqual((yield* start(server, body, headers)).status, 202)
      const [first, second, third] = asked.map(([, , options]) => (options as { readonly id: string }).id)
      assert.match(first ?? "", /^[\w-]{22}$/)
      assert.strictEqual(second, first)
      assert.notStrictEqual(third, first)
      assert.strictEqual((yield* start(server, body, { ...one, "idempotency-key": "" })).status, 400)
      assert.strictEqual((yield* start(server, body)).status, 401)
    })
  )

  it.scopedLive("refuse a body that says neither or both", () =>
    Effect.gen(function* () {
      const { asked, service } = recorder()
      const server = yield* serveWith(service)
      for (const [body, detail] of [
        [{}, "The body must be an object with either conversations or provider"],
        [{ conversations: [], provider: "factory" }, "/conversations must be an array of at least 1 item(s)"],
        [{ conversations: ["factory:s"], provider: "factory" }, "The body must be an object with either"],
        [{ conversations: ["factory:s"], parent: "w" }, "The body must be an object with either"],
        [{ conversations: ["factory:s"], extra: 1 }, "/extra is not known"],
        [{ provider: "other" }, "/provider must be"]
      ] as const) {
        const { json, status } = yield* start(server, body)
        assert.strictEqual(status, 422, detail)
        assert.include(json.detail, detail)
        assert.notProperty(json, "delivery")
      }
      assert.deepStrictEqual(asked, [])
    })
  )

  it.scopedLive("are listed with the URL of the next page", () =>
    Effect.gen(function* () {
      const { asked, service } = recorder()
      const server = yield* serveWith(service)
      const { headers, json } = yield* ask(server, "/v1/exports?limit=1&cursor=x%20y")
      assert.deepStrictEqual(json, { items: [started], next: "a b" })
      assert.strictEqual(headers.link, '</v1/exports?cursor=a%20b&limit=1>; rel="next"')
      assert.deepStrictEqual(asked, [["list", { cursor: "x y", limit: 1 }]])
      for (const query of ["limit=0", "limit=101", "limit=1&limit=2", "color=red"])
        assert.strictEqual((yield* ask(server, `/v1/exports?${query}`)).status, 400, query)
    })
  )

  it.scopedLive("are read, cancelled, and give their lines", () =>
    Effect.gen(function* () {
      const { asked, service } = recorder()
      const server = yield* serveWith(service)
      assert.deepStrictEqual((yield* ask(server, "/v1/exports/e1")).json, details)
      assert.strictEqual((yield* ask(server, "/v1/exports/e1", { method: "DELETE" })).json.state, "cancelled")
      const { headers, status, text } = yield* ask(server, "/v1/exports/e1/content?from=7")
      assert.deepStrictEqual([status, headers["content-type"]], [200, "application/x-ndjson"])
      assert.strictEqual(text, '{"n":1}\n{"n":2}\n')
      assert.deepStrictEqual(asked, [
        ["get", "e1"],
        ["cancel", "e1"],
        ["content", "e1", 7]
      ])
      assert.strictEqual((yield* ask(server, "/v1/exports/e1/content?from=-1")).status, 400)
      const { headers: refused, status: notAllowed } = yield* ask(server, "/v1/exports/e1", { method: "POST" })
      assert.deepStrictEqual([notAllowed, refused.allow], [405, "GET, DELETE, HEAD"])
      const [line] = server.log.filter(({ lines }) => lines !== undefined)
      assert.deepInclude(line, { route: "/v1/exports/{id}/content", lines: 2 })
    })
  )

  it.scopedLive("fail with a problem for each error", () =>
    Effect.gen(function* () {
      for (const [error, status, detail] of [
        [new ExportNotFound({ id: "e1" }), 404, 'There is no export "e1"'],
        [new ExportConflict({ id: "e1" }), 422, "belongs to a request with other content"],
        [new UnknownFormat({ format: "x" }), 422, "/format"],
        [new ExportsUnavailable({ problem: "ENOENT: see MESSAGES_EXPORTS" }), 503, "ENOENT: see MESSAGES_EXPORTS"],
        [MessageError.InvalidRef.of("factory:", "factory:<sessionId>"), 400, '"factory:"'],
        [new MessageError.NotSupported({ provider: "mielto", operation: "conversations" }), 501, "Mielto"]
      ] as const) {
        const failing = Effect.fail(error) as Effect.Effect<never, never>
        const { service } = recorder({ start: () => failing, get: () => failing, content: () => failing })
        const server = yield* serveWith(service)
        for (const answer of [
          yield* start(server, { conversations: ["factory:s1"] }),
          yield* ask(server, "/v1/exports/e1"),
          yield* ask(server, "/v1/exports/e1/content")
        ]) {
          assert.strictEqual(answer.status, status, answer.text)
          assert.include(answer.json.detail, detail)
          assert.notProperty(answer.json, "delivery")
        }
      }
    })
  )

  it.scopedLive("end their lines with a problem if the store fails after the first", () =>
    Effect.gen(function* () {
      const failure = new ExportsUnavailable({ problem: "ECONNRESET: see MESSAGES_DATABASE_URL" })
      const { service } = recorder({
        content: () => Stream.concat(Stream.make('{"n":1}'), Stream.fail(failure))
      })
      const { text } = yield* ask(yield* serveWith(service), "/v1/exports/e1/content")
      const [first, last = ""] = text.trimEnd().split("\n")
      assert.strictEqual(first, '{"n":1}')
      assert.strictEqual(JSON.parse(last).error.type, "urn:messages:problem:exports-unavailable")
    })
  )

  it.scopedLive("say which setting is missing on a server that runs none", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      for (const answer of [
        yield* start(server, { conversations: ["factory:s1"] }),
        yield* ask(server, "/v1/exports"),
        yield* ask(server, "/v1/exports/e1"),
        yield* ask(server, "/v1/exports/e1/content"),
        yield* ask(server, "/v1/exports/e1", { method: "DELETE" })
      ]) {
        assert.strictEqual(answer.status, 501)
        assert.strictEqual(answer.json.setting, "MESSAGES_EXPORTS")
        assert.include(answer.json.detail, "MESSAGES_EXPORTS_RUNNER")
      }
    })
  )
})

describe("readiness with exports", () => {
  it.scopedLive("reports their progress", () =>
    Effect.gen(function* () {
      const { json, status } = yield* ask(yield* serveWith(recorder().service), "/readyz")
      assert.deepStrictEqual([status, json], [200, { status: "ready", exports: { oldestMs: 0, unfinished: 1 } }])
    })
  )

  it.scopedLive("fails if work is due for more than two minutes", () =>
    Effect.gen(function* () {
      const { service } = recorder({ health: Effect.succeed({ oldestMs: 120_001, unfinished: 3 }) })
      const { json, status } = yield* ask(yield* serveWith(service), "/readyz")
      assert.deepStrictEqual([status, json.type], [503, "urn:messages:problem:exports-stalled"])
      assert.include(json.detail, "120 s")
    })
  )

  it.scopedLive("does not depend on their store", () =>
    Effect.gen(function* () {
      const { service } = recorder({ health: new ExportsUnavailable({ problem: "ECONNREFUSED" }) })
      const { json, status } = yield* ask(yield* serveWith(service), "/readyz")
      assert.deepStrictEqual([status, json], [200, { status: "ready" }])
    })
  )
})
