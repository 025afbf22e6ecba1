/** Many messages in one request: a line for each ref, in order. */
import { assert, describe, it } from "@effect/vitest"
import { type Message, MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as OpenApiValidator from "./openapi/OpenApiValidator.js"
import { ask, type Port, serve } from "./TestServer.js"

const path = "/v1/messages/batch"

const batch = (server: { readonly url: string }, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  ask(server, path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body)
  })

const message: Message.Message = { version: 1, role: "user", parts: [{ type: "text", text: "hi" }] }

const missing = (ref: string) => new MessageError.MessageNotFound({ provider: "factory", ref, status: 404 })

const port: Partial<Port> = {
  get: ({ ref }) =>
    ref.endsWith("missing") ? Effect.fail(missing(ref)) : Effect.succeed({ ...message, id: ref.split("/")[1] ?? "" })
}

describe("a batch", () => {
  it.scopedLive("has a result for each ref, in their order", () =>
    Effect.gen(function* () {
      const server = yield* serve(port)
      const refs = ["factory:s/a", "nothing", "factory:s/missing", "factory:s/b"]
      const { headers, status, text } = yield* batch(server, { refs })
      assert.strictEqual(status, 200)
      assert.strictEqual(headers["content-type"], "application/x-ndjson")
      const lines = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
      assert.deepStrictEqual(
        lines.map(({ ref }) => ref),
        refs
      )
      assert.deepStrictEqual(lines[0].message, { ...message, id: "a" })
      assert.strictEqual(lines[1].error.type, "urn:messages:problem:invalid-ref")
      assert.strictEqual(lines[2].error.detail, missing("factory:s/missing").message)
      for (const line of lines) {
        assert.deepStrictEqual(OpenApiValidator.faults("post", path, 200, line), [])
        assert.notProperty(line.error ?? {}, "delivery")
      }
      const line = server.log.find((line) => line["message"] === "request")
      assert.deepInclude(line, { status: 200, lines: 4, route: path })
    })
  )

  it.scopedLive("refuses parameters, because it takes none", () =>
    Effect.gen(function* () {
      const server = yield* serve(port)
      const { json, status } = yield* ask(server, `${path}?format=chat`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ refs: ["factory:s/a"] })
      })
      assert.strictEqual(status, 400)
      assert.strictEqual(json.detail, "The parameter format is not known")
      assert.deepStrictEqual(OpenApiValidator.faults("post", path, status, json), [])
    })
  )

  it.scopedLive("takes at most 1,000 refs", () =>
    Effect.gen(function* () {
      const server = yield* serve(port, { bodyLimit: 100_000 })
      const refs = Array.from({ length: 1_000 }, (_, index) => `factory:s/${index}`)
      const { text } = yield* batch(server, { refs })
      assert.lengthOf(text.trim().split("\n"), 1_000)
      const { json, status } = yield* batch(server, { refs: [...refs, "factory:s/more"] })
      assert.strictEqual(status, 422)
      assert.deepInclude(json, { path: "/refs", problem: "must be 1 to 1000 refs" })
    })
  )

  it.scopedLive("never speaks of a delivery, because it posts nothing", () =>
    Effect.gen(function* () {
      const server = yield* serve(port)
      const refused = [
        yield* batch(server, { refs: [] }),
        yield* batch(server, { refs: [1] }),
        yield* batch(server, "{"),
        yield* batch(server, { refs: ["x".repeat(2_000)] }),
        yield* batch(server, {}, { "content-type": "text/plain" }),
        yield* batch(server, {}, { "idempotency-key": "k" }),
        yield* batch(server, {}, { host: "example.com" })
      ]
      assert.deepStrictEqual(
        refused.map(({ status }) => status),
        [422, 422, 400, 413, 415, 422, 421]
      )
      for (const { json, status } of refused) {
        assert.notProperty(json, "delivery")
        assert.deepStrictEqual(OpenApiValidator.faults("post", path, status, json), [])
      }
    })
  )
})
