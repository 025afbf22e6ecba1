/** What an error may repeat of a server's text. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import * as Redaction from "../../src/response/Redaction.js"

const redact = Redaction.redactor(Redacted.make("fk-secret"))

describe("Redaction.redactor", () => {
  it("removes the credential everywhere in the text", () => {
    assert.strictEqual(redact("key fk-secret, again fk-secretfk-secret"), "key <redacted>, again <redacted><redacted>")
  })

  it("takes the credential as text, not as a pattern", () => {
    assert.strictEqual(Redaction.redactor(Redacted.make("a.c$&"))("abc a.c$& a.c"), "abc <redacted> a.c")
  })

  it("leaves a text unchanged if there is no credential", () => {
    assert.strictEqual(Redaction.redactor(undefined)("a text"), "a text")
  })

  it("removes control sequences of terminals, and line breaks", () => {
    assert.strictEqual(
      redact("a\u001b]52;c;ZXZpbA==\u0007b\r\nc\u0000d\u009be\u202ef\u2028g\u2029h"),
      "a ]52;c;ZXZpbA== b c d e f g h"
    )
  })

  it("cuts a long text", () => {
    assert.strictEqual(redact("x".repeat(300)), "x".repeat(300))
    assert.strictEqual(redact("x".repeat(301)), `${"x".repeat(300)}…`)
  })

  it("does not cut a character in half", () => {
    assert.strictEqual(redact(`${"x".repeat(299)}😀y`), `${"x".repeat(299)}…`)
  })

  it("makes any text a short well-formed line without the credential", () => {
    const piece = fc.oneof(
      fc.fullUnicodeString(),
      fc.string16bits(),
      fc.constant("fk-secret"),
      fc.constant("\u001b[31m")
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = redact(pieces.join(""))
        assert.notInclude(text, "fk-secret")
        assert.isAtMost(text.length, 301)
        assert.notMatch(text, /[\p{C}\p{Zl}\p{Zp}]/u)
      })
    )
  })

  it("finds a credential in upper or lower case", () => {
    assert.strictEqual(
      Redaction.redactor(Redacted.make("fk-Se.cret"))("FK-SE.CRET fk-sexcret"),
      "<redacted> fk-sexcret"
    )
  })
})
