/** Whole conversations in lines over HTTP: complete, as slow as the caller, and with an honest end. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import { Cursor, type Message, MessageError, Paging } from "@org/messages-core"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { type IncomingMessage, request } from "node:http"
import { type Answer, ask, type Port, serve } from "./TestServer.js"

const path = "/v1/conversations/factory:s/messages"

const accept = { accept: "application/x-ndjson" }

const message = (number: number, text = "hi"): Message.Message => ({
  version: 1,
  id: String(number),
  role: "user",
  parts: [{ type: "text", text }]
})

/** A port whose conversation has so many messages. `onPage` runs before a page is given. */
const port = (
  count: number,
  onPage: (page: number) => Effect.Effect<void, MessageError.MessageError> = () => Effect.void,
  text?: string
): Partial<Port> => ({
  list: (address, options = {}) =>
    Effect.gen(function* () {
      const place = yield* Paging.place("messages", address.provider, address.ref, options)
      const start = Number(place.native)
      yield* onPage(start / place.limit)
      const end = Math.min(count, start + place.limit)
      const elements = Array.from({ length: end - start }, (_, index) => start + index)
      return yield* Paging.page(place, { elements, next: end < count ? String(end) : undefined }, (element) =>
        Either.right({ value: message(Number(element), text), ref: `factory:s/${String(element)}` })
      )
    })
})

const linesOf = ({ text }: Answer): ReadonlyArray<Json.JsonObject> =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

const ids = (lines: ReadonlyArray<Json.JsonObject>) => lines.map(({ id }) => Number(id))

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

const refused = (retryAfterMs: number) =>
  new MessageError.ProviderFailure({
    provider: "factory",
    operation: "list",
    reason: "RateLimited",
    origin: "provider",
    status: 429,
    attempts: 1,
    retryAfterMs
  })

/** Begins a request, and gives its response before it is read. */
const begin = ({ url }: { readonly url: string }, target: string) =>
  Effect.async<IncomingMessage>((resume) => {
    const { hostname, port } = new URL(url)
    request({ hostname, port, path: target, headers: accept, agent: false }, (response) =>
      resume(Effect.succeed(response))
    ).end()
  })

/** Reads the rest of a response. */
const rest = (response: IncomingMessage) =>
  Effect.async<string>((resume) => {
    let text = ""
    response.on("data", (chunk: Buffer) => (text += chunk.toString()))
    response.on("close", () => resume(Effect.succeed(text)))
    response.resume()
  })

describe("a whole conversation in lines", () => {
  it.scopedLive("has every message once, in order, and a line in the log at its end", () =>
    Effect.gen(function* () {
      for (const count of [0, 1, 99, 100, 101, 2_500]) {
        const server = yield* serve(port(count))
        const answer = yield* ask(server, path, { headers: { ...accept, "accept-encoding": "gzip, br" } })
        assert.strictEqual(answer.status, 200)
        assert.strictEqual(answer.headers["content-type"], "application/x-ndjson")
        assert.notProperty(answer.headers, "content-encoding")
        assert.notProperty(answer.headers, "content-length")
        assert.strictEqual(answer.headers.vary, "Accept")
        assert.deepStrictEqual(ids(linesOf(answer)), upTo(count))
        const line = server.log.find((line) => line["message"] === "request")
        assert.deepInclude(line, { status: 200, lines: count, provider: "factory" })
        assert.strictEqual(line?.["route"], "/v1/conversations/{ref}/messages")
      }
    })
  )

  it.scopedLive("begins at a cursor", () =>
    Effect.gen(function* () {
      const server = yield* serve(port(25))
      const { json } = yield* ask(server, `${path}?limit=10`)
      const answer = yield* ask(server, `${path}?cursor=${json.next}`, { headers: accept })
      assert.deepStrictEqual(ids(linesOf(answer)), upTo(25).slice(10))
    })
  )

  it.scopedLive("sends each page as soon as it arrives", () =>
    Effect.gen(function* () {
      const open = yield* Deferred.make<void>()
      const server = yield* serve(port(20, (page) => (page === 1 ? Deferred.await(open) : Effect.void)))
      const response = yield* begin(server, `${path}?limit=10`)
      const first = yield* Effect.async<string>((resume) => {
        response.once("data", (chunk: Buffer) => resume(Effect.succeed(chunk.toString())))
      })
      assert.lengthOf(first.trim().split("\n"), 10)
      yield* Deferred.succeed(open, undefined)
      assert.lengthOf((yield* rest(response)).trim().split("\n"), 10)
    })
  )

  it.scopedLive("is read only as fast as the caller reads it", () =>
    Effect.gen(function* () {
      let pages = 0
      const count = () => Effect.sync(() => void (pages += 1))
      // A page has 1 MB: the sockets hold a few of them, but not 200.
      const server = yield* serve(port(2_000, count, "x".repeat(100_000)))
      const response = yield* begin(server, `${path}?limit=10`)
      // Nothing tells that sockets are full, other than that no page is read any more.
      const settled: Effect.Effect<number> = Effect.suspend(() => {
        const before = pages
        return Effect.flatMap(Effect.sleep("300 millis"), () =>
          pages > 0 && pages === before ? Effect.succeed(pages) : settled
        )
      })
      const stopped = yield* settled
      assert.isBelow(stopped, 30)
      const text = yield* rest(response)
      assert.deepStrictEqual(text.match(/"id":/g)?.length, 2_000)
      assert.strictEqual(pages, 200)
    })
  )

  it.scopedLive("stops reading when the caller disconnects", () =>
    Effect.gen(function* () {
      const interrupted = yield* Deferred.make<void>()
      const hang = Effect.onInterrupt(Effect.never, () => Deferred.succeed(interrupted, undefined))
      const server = yield* serve(port(100, (page) => (page === 1 ? hang : Effect.void)))
      const response = yield* begin(server, `${path}?limit=10`)
      response.destroy()
      yield* Deferred.await(interrupted)
      // The line is written some turns after the read was interrupted.
      const logged: Effect.Effect<unknown> = Effect.suspend(() => {
        const line = server.log.find((line) => line["message"] === "request")
        return line === undefined ? Effect.zipRight(Effect.yieldNow(), logged) : Effect.succeed(line)
      })
      assert.deepInclude(yield* logged, { status: 499, lines: 10 })
    })
  )

  it.scopedLive("ends with the error and the cursor to resume from", () =>
    Effect.gen(function* () {
      const failure = new MessageError.ProviderFailure({
        provider: "factory",
        operation: "list",
        reason: "Unavailable",
        origin: "provider",
        status: 503,
        attempts: 3
      })
      let isBroken = true
      const broken = port(25, (page) => (page === 2 && isBroken ? Effect.fail(failure) : Effect.void))
      const server = yield* serve(broken)
      const answer = yield* ask(server, `${path}?limit=10`, { headers: { ...accept, "x-request-id": "r-1" } })
      const lines = linesOf(answer)
      assert.deepStrictEqual(ids(lines.slice(0, -1)), upTo(20))
      const last: any = lines.at(-1) // eslint-disable-line @typescript-eslint/no-explicit-any
      assert.deepInclude(last.error, { type: "urn:messages:problem:unavailable", requestId: "r-1" })
      assert.strictEqual(last.error.detail, failure.message)
      const line = server.log.find((line) => line["message"] === "request")
      assert.deepInclude(line, { level: "warning", lines: 20, problem: "urn:messages:problem:unavailable" })
      isBroken = false
      const more = yield* ask(server, `${path}?cursor=${last.cursor}`, { headers: accept })
      assert.deepStrictEqual(ids(linesOf(more)), [20, 21, 22, 23, 24])
    })
  )

  it.scopedLive("waits as long as a refusal asks, and so does every other one of that provider", () =>
    Effect.gen(function* () {
      const refusal = refused(400)
      const asked: Array<{ readonly at: number; readonly isRefused: boolean }> = []
      let isWaiting = true
      const limited = port(60, (page) => {
        const isRefused = page === 3 && isWaiting
        if (isRefused) isWaiting = false
        asked.push({ at: performance.now(), isRefused })
        return isRefused ? Effect.fail(refusal) : Effect.sleep("20 millis")
      })
      const server = yield* serve(limited)
      const both = [0, 1].map(() => ask(server, `${path}?limit=10`, { headers: accept }))
      for (const answer of yield* Effect.all(both, { concurrency: 2 }))
        assert.deepStrictEqual(ids(linesOf(answer)), upTo(60))
      const at = asked.find(({ isRefused }) => isRefused)?.at ?? 0
      // The other conversation may have been asked for one page at the same time.
      const soon = asked.filter((request) => request.at > at && request.at < at + 399)
      assert.isAtMost(soon.length, 1)
      assert.lengthOf(asked, 13)
    })
  )

  it.scopedLive("is refused before its first line, and when the provider asks for a very long wait", () =>
    Effect.gen(function* () {
      const early = yield* serve(port(10, () => Effect.fail(refused(2_000))))
      const answer = yield* ask(early, path, { headers: accept })
      assert.deepStrictEqual([answer.status, answer.headers["retry-after"]], [429, "2"])
      const late = yield* serve(port(20, (page) => (page === 1 ? Effect.fail(refused(3_600_000)) : Effect.void)))
      const last: any = linesOf(yield* ask(late, `${path}?limit=10`, { headers: accept })).at(-1) // eslint-disable-line @typescript-eslint/no-explicit-any
      assert.strictEqual(last.error.type, "urn:messages:problem:rate-limited")
      assert.strictEqual(Either.getOrThrow(Cursor.decode(last.cursor)).given, 10)
    })
  )

  it.scopedLive("says so in its last line when the server fails", () =>
    Effect.gen(function* () {
      const server = yield* serve(port(25, (page) => (page === 1 ? Effect.dieMessage("no") : Effect.void)))
      const last: any = linesOf(yield* ask(server, `${path}?limit=10`, { headers: accept })).at(-1) // eslint-disable-line @typescript-eslint/no-explicit-any
      assert.strictEqual(last.error.type, "urn:messages:problem:internal")
      assert.strictEqual(Either.getOrThrow(Cursor.decode(last.cursor)).given, 10)
      assert.isTrue(server.log.some((line) => line["message"] === "defect"))
    })
  )

  it.scopedLive("has the elements that cannot be read in lines of their own", () =>
    Effect.gen(function* () {
      const faults = [{ index: 1, path: "", problem: "expected an object" }]
      const server = yield* serve({ list: () => Effect.succeed({ items: [message(0)], faults }) })
      const lines = linesOf(yield* ask(server, path, { headers: accept }))
      assert.deepStrictEqual(JSON.parse(JSON.stringify(lines)), [message(0), { faults }])
    })
  )

  it.live("ends with a cursor when the server stops", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const isAsked = yield* Deferred.make<void>()
      const hang = Effect.zipRight(Deferred.succeed(isAsked, undefined), Effect.never)
      const server = yield* Scope.extend(serve(port(100, (page) => (page === 1 ? hang : Effect.void))), scope)
      const response = yield* begin(server, `${path}?limit=10`)
      yield* Deferred.await(isAsked)
      const [text] = yield* Effect.all([rest(response), Scope.close(scope, Exit.void)], { concurrency: "unbounded" })
      const last = JSON.parse(text.trim().split("\n").at(-1) ?? "")
      assert.strictEqual(last.error.type, "urn:messages:problem:stopping")
      assert.strictEqual(Either.getOrThrow(Cursor.decode(last.cursor)).given, 10)
      assert.isTrue(response.complete)
    })
  )

  it.scopedLive("has no body for HEAD", () =>
    Effect.gen(function* () {
      const server = yield* serve(port(1_000))
      const { headers, status, text } = yield* ask(server, path, { method: "HEAD", headers: accept })
      assert.deepStrictEqual([status, headers["content-type"], text], [200, "application/x-ndjson", ""])
    })
  )

  it.scopedLive("is not sent to callers that prefer JSON", () =>
    Effect.gen(function* () {
      const server = yield* serve(port(1))
      for (const accept of ["*/*", "application/json, application/x-ndjson;q=0.5", "application/x-ndjson;q=0"]) {
        const { headers } = yield* ask(server, path, { headers: { accept } })
        assert.strictEqual(headers["content-type"], "application/json", accept)
      }
    })
  )
})
