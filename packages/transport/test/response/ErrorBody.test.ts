/** Error bodies, in every form that providers use. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import * as Redacted from "effect/Redacted"
import * as ErrorBody from "../../src/response/ErrorBody.js"
import { CredentialRedaction } from "@org/messages-core"

const redact = CredentialRedaction.redactor(Redacted.make("fk-secret"))

const forms: ReadonlyArray<readonly [name: string, json: Json.Json, said: ErrorBody.ErrorBody]> = [
  [
    "Factory's detail, status and title",
    { detail: "Sessions are not enabled", status: 403, title: "Forbidden" },
    { title: "Forbidden", detail: "Sessions are not enabled" }
  ],
  [
    "Factory's request id",
    { title: "Oops", detail: "x", requestId: "r-1" },
    { title: "Oops", detail: "x", requestId: "r-1" }
  ],
  ["FastAPI's text", { detail: "Message not found" }, { detail: "Message not found" }],
  [
    "FastAPI's list",
    {
      detail: [
        { type: "missing", loc: ["path", "message_id"], msg: "Field required", input: null },
        { loc: ["query", 0], msg: "too long" }
      ]
    },
    {
      detail: "path.message_id: Field required; query.0: too long",
      upstream: {
        errors: [
          { code: "missing", loc: ["path", "message_id"], message: "Field required" },
          { loc: ["query", 0], message: "too long" }
        ]
      }
    }
  ],
  [
    "problem details with fields (RFC 9457)",
    {
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      detail: "Invalid",
      errors: [{ field: "parts", message: "is empty", code: "min" }, { message: "and more" }]
    },
    {
      title: "Bad Request",
      detail: "Invalid; parts: is empty; and more",
      upstream: {
        type: "about:blank",
        errors: [{ code: "min", loc: ["parts"], message: "is empty" }, { message: "and more" }]
      }
    }
  ],
  [
    "fields without a detail",
    { errors: [{ field: "a", message: "b" }] },
    { detail: "a: b", upstream: { errors: [{ loc: ["a"], message: "b" }] } }
  ],
  [
    "Factory's metadata",
    { detail: "x", status: 403, title: "Forbidden", metadata: { region: "eu", limits: [1, null, true, { a: "b" }] } },
    { title: "Forbidden", detail: "x", upstream: { metadata: { region: "eu", limits: [1, null, true, { a: "b" }] } } }
  ],
  [
    "the instance of an error (RFC 9457)",
    { type: "https://api.veryfront.com/errors/x", title: "x", status: 400, instance: "/conversations/c1" },
    { title: "x", upstream: { type: "https://api.veryfront.com/errors/x", instance: "/conversations/c1" } }
  ],
  [
    "Mielto's code",
    { detail: "Credit limit exceeded", error_code: "CREDIT_LIMIT_EXCEEDED" },
    { detail: "Credit limit exceeded", upstream: { code: "CREDIT_LIMIT_EXCEEDED" } }
  ],
  ["an error as text", { error: "invalid_token" }, { detail: "invalid_token" }],
  [
    "an error as an object",
    { error: { code: 7, message: "no such model" } },
    { detail: "no such model", upstream: { code: "7" } }
  ],
  ["a message", { message: "nope" }, { detail: "nope" }],
  ["a list of texts", { detail: ["one", "two"] }, { detail: "one; two" }],
  ["a detail before an error before a message", { message: "3", error: "2", detail: "1" }, { detail: "1" }],
  ["nothing in an empty detail", { detail: "", error: "this" }, { detail: "this" }],
  ["nothing that is only space and control characters", { detail: " \u0000\n", title: "\u001b" }, {}],
  ["nothing in values of other types", { detail: 7, title: null, error: [], message: { text: "x" } }, {}],
  ["nothing in an object of another kind", { id: "m1" }, {}],
  ["nothing in a message of another shape", { id: "m1", type: "message", metadata: { private: "text" } }, {}],
  ["nothing in a list", [{ detail: "x" }], {}],
  ["nothing in a text", "detail", {}],
  ["nothing in null", null, {}]
]

describe("ErrorBody.read", () => {
  for (const [name, json, said] of forms)
    it(`reads ${name}`, () => assert.deepStrictEqual(ErrorBody.read(json, redact), said))

  it("reads nothing without a body", () => assert.deepStrictEqual(ErrorBody.read(undefined, redact), {}))

  it("reads own keys only", () => {
    const json: Json.Json = JSON.parse('{"__proto__":{"detail":"inherited"}}')
    assert.deepStrictEqual(ErrorBody.read(json, redact), {})
  })

  it("reads five entries of a list at most", () => {
    const detail = Array.from({ length: 100 }, (_, index) => ({ msg: `m${index}` }))
    assert.strictEqual(ErrorBody.read({ detail }, redact).detail, "m0; m1; m2; m3; m4")
  })

  it("redacts everything that it reads", () => {
    const echo = "Bearer fk-secret"
    const json = { title: echo, requestId: echo, detail: [{ loc: [echo], msg: echo }], errors: [{ message: echo }] }
    const said = ErrorBody.read(json, redact)
    assert.deepStrictEqual(Object.keys(said), ["title", "detail", "requestId", "upstream"])
    assert.notInclude(JSON.stringify(said), "fk-secret")
  })

  it("skips values that are not texts", () => {
    const detail = [{ loc: ["body", 0, { toString: null }, null, ["x"]], msg: "odd" }]
    assert.deepStrictEqual(ErrorBody.read({ detail }, CredentialRedaction.redactor(undefined)), {
      detail: "body.0: odd",
      upstream: { errors: [{ loc: ["body", 0], message: "odd" }] }
    })
  })
})
