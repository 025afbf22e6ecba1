/** What providers say of their errors, in every form that they use, and what is safe to repeat of it. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import * as Words from "../src/Words.js"

const clean = Words.cleaner(Redacted.make("fk-secret"))

const forms: ReadonlyArray<readonly [name: string, json: Json.Json, said: Words.Said]> = [
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
    { detail: "path.message_id: Field required; query.0: too long" }
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
    { title: "Bad Request", detail: "Invalid; parts: is empty; and more" }
  ],
  ["fields without a detail", { errors: [{ field: "a", message: "b" }] }, { detail: "a: b" }],
  ["an error as text", { error: "invalid_token" }, { detail: "invalid_token" }],
  ["an error as an object", { error: { code: 7, message: "no such model" } }, { detail: "no such model" }],
  ["a message", { message: "nope" }, { detail: "nope" }],
  ["a list of texts", { detail: ["one", "two"] }, { detail: "one; two" }],
  ["a detail before an error before a message", { message: "3", error: "2", detail: "1" }, { detail: "1" }],
  ["nothing in an empty detail", { detail: "", error: "this" }, { detail: "this" }],
  ["nothing that is only space and control characters", { detail: " \u0000\n", title: "\u001b" }, {}],
  ["nothing in values of other types", { detail: 7, title: null, error: [], message: { text: "x" } }, {}],
  ["nothing in an object of another kind", { id: "m1" }, {}],
  ["nothing in a list", [{ detail: "x" }], {}],
  ["nothing in a text", "detail", {}],
  ["nothing in null", null, {}]
]

describe("Words.read", () => {
  for (const [name, json, said] of forms)
    it(`reads ${name}`, () => assert.deepStrictEqual(Words.read(json, clean), said))

  it("reads nothing of no body", () => assert.deepStrictEqual(Words.read(undefined, clean), {}))

  it("reads own keys only", () => {
    const json: Json.Json = JSON.parse('{"__proto__":{"detail":"inherited"}}')
    assert.deepStrictEqual(Words.read(json, clean), {})
  })

  it("reads five entries of a list at most", () => {
    const detail = Array.from({ length: 100 }, (_, index) => ({ msg: `m${index}` }))
    assert.deepStrictEqual(Words.read({ detail }, clean), { detail: "m0; m1; m2; m3; m4" })
  })

  it("redacts everything that it reads", () => {
    const echo = "Bearer fk-secret"
    const json = { title: echo, requestId: echo, detail: [{ loc: [echo], msg: echo }], errors: [{ message: echo }] }
    const said = Words.read(json, clean)
    assert.deepStrictEqual(Object.keys(said), ["title", "detail", "requestId"])
    assert.notInclude(JSON.stringify(said), "fk-secret")
  })
})

describe("Words.cleaner", () => {
  it("removes the credential wherever it stands", () => {
    assert.strictEqual(clean("key fk-secret, again fk-secretfk-secret"), "key <redacted>, again <redacted><redacted>")
  })

  it("takes the credential as text, not as a pattern", () => {
    assert.strictEqual(Words.cleaner(Redacted.make("a.c$&"))("abc a.c$& a.c"), "abc <redacted> a.c")
  })

  it("leaves a text alone where there is no credential", () => {
    assert.strictEqual(Words.cleaner(undefined)("a text"), "a text")
  })

  it("removes what a terminal would act on, and what breaks a line", () => {
    assert.strictEqual(
      clean("a\u001b]52;c;ZXZpbA==\u0007b\r\nc\u0000d\u009be\u202ef\u2028g\u2029h"),
      "a ]52;c;ZXZpbA== b c d e f g h"
    )
  })

  it("cuts what is long", () => {
    assert.strictEqual(clean("x".repeat(300)), "x".repeat(300))
    assert.strictEqual(clean("x".repeat(301)), `${"x".repeat(300)}…`)
  })

  it("does not cut a character in half", () => {
    assert.strictEqual(clean(`${"x".repeat(299)}😀y`), `${"x".repeat(299)}…`)
  })

  it("gives short well-formed lines without the credential, whatever comes", () => {
    const piece = fc.oneof(
      fc.fullUnicodeString(),
      fc.string16bits(),
      fc.constant("fk-secret"),
      fc.constant("\u001b[31m")
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = clean(pieces.join(""))
        assert.notInclude(text, "fk-secret")
        assert.isAtMost(text.length, 301)
        assert.notMatch(text, /[\p{C}\p{Zl}\p{Zp}]/u)
      })
    )
  })

  it("makes no text of what is none", () => {
    const detail = [{ loc: ["body", 0, { toString: null }, null, ["x"]], msg: "odd" }]
    assert.deepStrictEqual(Words.read({ detail }, Words.cleaner(undefined)), { detail: "body.0: odd" })
  })

  it("finds a credential in whatever case", () => {
    assert.strictEqual(Words.cleaner(Redacted.make("fk-Se.cret"))("FK-SE.CRET fk-sexcret"), "<redacted> fk-sexcret")
  })
})
