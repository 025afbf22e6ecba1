/** The server and real pages in a browser. Left out where there is no Chromium, unless MESSAGES_REQUIRE_CHROMIUM is set. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import * as Browser from "./Browser.js"
import { serve } from "../Program.js"

const scope = Effect.runSync(Scope.make())

let tab: Effect.Effect<Browser.Page, never, Scope.Scope>

beforeAll(async () => {
  if (!Browser.isLeftOut) tab = await Effect.runPromise(Scope.extend(Browser.launch, scope))
})

afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

describe("the reference in the browser", () => {
  it.scopedLive(
    "shows the operations, on the second visit too, and reads a message whose ref is typed as it is",
    (context) =>
      Effect.gen(function* () {
        context.skip(Browser.isLeftOut, "there is no Chromium here")
        const server = yield* serve(["--sandbox"])
        const page = yield* tab
        yield* page.resize(1_200, 900)
        for (const visit of ["first", "second"]) {
          yield* page.open("about:blank")
          yield* page.open(`${server.url}/docs`)
          yield* page.wait('document.querySelector(".opblock")')
          const found = yield* page.evaluate('[...document.querySelectorAll(".opblock")].map(({ id }) => id)')
          assert.lengthOf(found, 18, visit)
          assert.include(found, "operations-messages-listProviders", visit)
        }
        yield* server.logged('"route":"/docs","status":304')
        const operation = "#operations-messages-getMessage"
        yield* page.click(`${operation} .opblock-summary-control`)
        yield* page.click(`${operation} .try-out__btn`)
        const field = `${operation} input[placeholder=ref]`
        yield* page.wait(`document.querySelector("${field}:not([disabled])")`)
        const honcho = Sandbox.seeds.map(({ ref }) => ref).find((ref) => ref.startsWith("honcho:")) ?? ""
        for (const ref of [
          "mielto:msg_refund_question",
          "factory:invoice-bug/question",
          "factory:invoice-bug/question?computerId=c",
          honcho
        ]) {
          yield* page.evaluate(`(() => {
            const field = document.querySelector("${field}")
            field.focus()
            field.select()
          })()`)
          yield* page.type(ref)
          yield* page.click(`${operation} .execute`)
          const url = `${server.url}/v1/messages/${encodeURIComponent(ref)}`
          yield* page.wait(
            `document.querySelector("${operation} .request-url pre")?.innerText === ${JSON.stringify(url)}`
          )
          // The response before stays until this one is there.
          const body = `document.querySelector("${operation} .live-responses-table .highlight-code code")?.innerText`
          yield* page.wait(`${body}?.includes(${JSON.stringify(JSON.stringify(ref))})`)
          const status = `document.querySelector("${operation} .live-responses-table tbody .response-col_status")?.innerText`
          assert.match(yield* page.evaluate(status), /^200/, ref)
          assert.include(yield* page.evaluate(body), '"parts"', ref)
        }
      }),
    180_000
  )
})

/** A page of its own origin. */
const otherSite = Effect.map(
  Effect.acquireRelease(
    Effect.async<Server>((resume) => {
      const server = createServer((_, response) => {
        response.writeHead(200, { "content-type": "text/html" })
        response.end("<!doctype html><title>another site</title>")
      })
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  ),
  (server) => {
    const address = server.address() as AddressInfo
    return `http://localhost:${address.port}`
  }
)

/** What a script of a page can read of a response. */
const read = (url: string, init: object = {}) => `(async () => {
  try {
    const response = await fetch(${JSON.stringify(url)}, ${JSON.stringify(init)})
    const names = ["etag", "location", "retry-after", "x-request-id", "idempotent-replayed", "www-authenticate"]
    const headers = Object.fromEntries(names.map((name) => [name, response.headers.get(name)]))
    return { status: response.status, headers, body: await response.json().catch(() => null) }
  } catch (error) {
    return { failed: String(error) }
  }
})()`

describe("a page of another origin", () => {
  it.scopedLive(
    "reads, posts and sees every error if MESSAGES_ORIGINS names its origin",
    (context) =>
      Effect.gen(function* () {
        context.skip(Browser.isLeftOut, "there is no Chromium here")
        const origin = yield* otherSite
        const server = yield* serve(["--sandbox"], { MESSAGES_ORIGINS: origin, MESSAGES_TOKENS: "first-token" })
        const page = yield* tab
        yield* page.open(origin)
        const authorization = "Bearer first-token"
        const message = `${server.url}/v1/messages/factory%3Ainvoice-bug%2Fquestion`
        const got = yield* page.evaluate(read(message, { headers: { authorization } }))
        assert.deepInclude(got, { status: 200 })
        assert.strictEqual(got.body.ref, "factory:invoice-bug/question")
        assert.match(got.headers.etag, /^(W\/)?"/)
        const again = { headers: { authorization, "if-none-match": got.headers.etag }, cache: "no-store" }
        assert.deepInclude(yield* page.evaluate(read(message, again)), { status: 304 })
        const post = {
          method: "POST",
          headers: { authorization, "content-type": "application/json", "idempotency-key": "order-4711" },
          body: JSON.stringify({ conversation: Sandbox.conversation, text: "Hello" })
        }
        const posted = yield* page.evaluate(read(`${server.url}/v1/messages`, post))
        assert.strictEqual(posted.status, 201)
        assert.match(posted.headers.location, /^\/v1\/messages\//)
        const repeated = yield* page.evaluate(read(`${server.url}/v1/messages`, post))
        assert.strictEqual(repeated.headers["idempotent-replayed"], "true")
        const refused = yield* page.evaluate(read(message))
        assert.deepInclude(refused, { status: 401 })
        assert.strictEqual(refused.body.type, "urn:messages:problem:unauthenticated")
        assert.strictEqual(refused.body.requestId, refused.headers["x-request-id"])
        assert.match(refused.headers["www-authenticate"], /^Bearer/)
        const missing = yield* page.evaluate(read(`${message}x`, { headers: { authorization } }))
        assert.deepInclude(missing, { status: 404 })
        assert.strictEqual(missing.body.provider, "factory")
      }),
    180_000
  )

  it.scopedLive(
    "reads nothing if MESSAGES_ORIGINS names another, or is absent",
    (context) =>
      Effect.gen(function* () {
        context.skip(Browser.isLeftOut, "there is no Chromium here")
        const origin = yield* otherSite
        const page = yield* tab
        yield* page.open(origin)
        for (const settings of [{}, { MESSAGES_ORIGINS: "https://app.example.com" }]) {
          const server = yield* serve(["--sandbox"], settings)
          for (const init of [{}, { headers: { "if-none-match": '"x"' } }])
            assert.property(yield* page.evaluate(read(`${server.url}/v1/providers`, init)), "failed")
        }
      }),
    180_000
  )
})
