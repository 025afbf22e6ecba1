/** The OpenAPI document: it is served, complete and valid. */
import { assert, describe, it } from "@effect/vitest"
import type { Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as OpenApiValidator from "./OpenApiValidator.js"
import { ask, serve } from "../TestServer.js"

interface Response {
  readonly description: string
  readonly headers: object
  readonly content: Readonly<
    Record<string, { readonly examples: Readonly<Record<string, { readonly value: Problem.Problem }>> }>
  >
}

interface Operation {
  readonly security: ReadonlyArray<object>
  readonly responses: Readonly<Record<string, Response>>
}

const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = OpenApiValidator.document.paths

const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => [path, method, operation] as const)
)

describe("the OpenAPI document", () => {
  it.scopedLive("is served as it is made, with an ETag", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const { headers, json, status } = yield* ask(server, "/openapi.json")
      assert.strictEqual(status, 200)
      assert.strictEqual(json.openapi, "3.1.0")
      assert.deepStrictEqual(json, OpenApiValidator.document)
      const again = yield* ask(server, "/openapi.json", { headers: { "if-none-match": String(headers.etag) } })
      assert.strictEqual(again.status, 304)
    })
  )

  it("has every endpoint", () => {
    assert.deepStrictEqual(
      operations.map(([path, method]) => `${method} ${path}`),
      [
        "get /v1/messages/{ref}",
        "get /v1/messages/{ref}/raw",
        "post /v1/messages",
        "post /v1/messages/batch",
        "get /v1/conversations",
        "get /v1/conversations/{ref}/messages",
        "post /v1/convert",
        "get /v1/providers",
        "post /v1/exports",
        "get /v1/exports",
        "get /v1/exports/{id}",
        "delete /v1/exports/{id}",
        "get /v1/exports/{id}/content",
        "get /",
        "get /healthz",
        "get /readyz",
        "get /openapi.json",
        "get /schema/message.json"
      ]
    )
  })

  it("describes every error as problem details, with valid examples of that status", () => {
    for (const [path, method, { responses }] of operations) {
      for (const [status, { content, description, headers }] of Object.entries(responses)) {
        assert.isNotEmpty(description)
        assert.property(headers, "X-Request-Id")
        if (Number(status) < 400) continue
        assert.deepStrictEqual(Object.keys(content), ["application/problem+json"])
        const examples = Object.values(content["application/problem+json"]?.examples ?? {})
        assert.isNotEmpty(examples)
        for (const { value } of examples) {
          assert.strictEqual(value.status, Number(status))
          assert.deepStrictEqual(OpenApiValidator.faults(method, path, Number(status), value), [])
        }
      }
    }
  })

  it("describes the header Idempotency-Key and its responses", () => {
    const post = OpenApiValidator.document.paths["/v1/messages"].post
    assert.deepInclude(post.parameters[0], { name: "Idempotency-Key", in: "header", required: false })
    for (const status of [201, 404, 422, 502, 503, 504])
      assert.property(post.responses[status].headers, "Idempotent-Replayed")
    assert.property(post.responses[409].headers, "Retry-After")
    assert.notProperty(post.responses[409].headers, "Idempotent-Replayed")
    const responses: Readonly<Record<string, Response>> = post.responses
    const types = Object.values(responses).flatMap(({ content }) =>
      Object.keys(content["application/problem+json"]?.examples ?? {})
    )
    assert.includeMembers(types, [
      "malformed-idempotency-key",
      "post-in-progress",
      "idempotency-key-reused",
      "store-unavailable",
      "outcome-unknown"
    ])
  })

  it("has an optional token under /v1 and nowhere else", () => {
    for (const [path, , { responses, security }] of operations) {
      assert.deepStrictEqual(security, path.startsWith("/v1") ? [{ token: [] }, {}] : [])
      assert.strictEqual("401" in responses, path.startsWith("/v1"))
    }
  })

  it("resolves every reference to a schema, and has no schema without a reference", () => {
    const text = JSON.stringify(OpenApiValidator.document)
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name))
    assert.deepStrictEqual([...used].sort(), Object.keys(OpenApiValidator.document.components.schemas).sort())
  })
})
