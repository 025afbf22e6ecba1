/** What an error may repeat of a server's text. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import * as CredentialRedaction from "../../src/redaction/CredentialRedaction.js"
import { Disguise } from "@org/messages-faults"

const redact = CredentialRedaction.redactor(Redacted.make("fk-secret"))

describe("Redaction.redactor", () => {
  it("removes the credential everywhere in the text", () => {
    assert.strictEqual(redact("key fk-secret, again fk-secretfk-secret"), "key <redacted>, again <redacted><redacted>")
  })

  it("takes the credential as text, not as a pattern", () => {
    assert.strictEqual(CredentialRedaction.redactor(Redacted.make("a.c$&"))("abc a.c$& a.c"), "abc <redacted> a.c")
  })

  it("leaves a text unchanged if there is no credential", () => {
    assert.strictEqual(CredentialRedaction.redactor(undefined)("a text"), "a text")
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
      CredentialRedaction.redactor(Redacted.make("fk-Se.cret"))("FK-SE.CRET fk-sexcret"),
      "<redacted> fk-sexcret"
    )
  })

  const secrets = [
    "fk-canary.1$&~/x",
    "mk_prod_Canary",
    "vf_ab12_Canary99",
    'hch-v3-CANARY"%&$1!',
    "a.jwt-without/prefix+=="
  ]

  for (const secret of secrets)
    for (const disguise of Disguise.disguises)
      it(`finds ${secret} ${disguise.name}`, () => {
        const redact = CredentialRedaction.redactor(Redacted.make(secret))
        for (const text of [disguise.of(secret), `the key ${disguise.of(secret)}, which is wrong`]) {
          const said = redact(text)
          assert.include(said, "<redacted>", said)
          assert.deepStrictEqual(Disguise.remains(said, secret, disguise), [], said)
        }
      })

  it("finds a credential that looks like an encoding itself", () => {
    const redact = CredentialRedaction.redactor(Redacted.make("fk-a%41\\u0041&amp;~1bcdefg"))
    for (const text of ["fk-a%41\\u0041&amp;~1bcdefg", "fk-a%2541%5Cu0041%26amp%3B~1bcdefg", "~1BCDEFG"])
      assert.match(redact(text), /^(fk-a%2541|fk-)?(<redacted>)+$/)
  })

  const harmless = [
    "fk-",
    "the key fk-… is wrong",
    "Message with ID V1StGXR8_Z5jdHi6B-myT not found",
    "body.messages.0.content: String should have at most 25000 characters",
    "canary. is not a canary.3",
    "https://api.veryfront.com/errors/not-found?a=%20b&c=d",
    "a\\b\\u0041\\n &lt;b&gt; ~0 100%"
  ]
  for (const text of harmless)
    it(`does not change a text without a secret: ${text}`, () => {
      for (const secret of ["fk-canary.12$&~/x", "short"])
        assert.strictEqual(CredentialRedaction.redactor(Redacted.make(secret))(text), text)
    })

  it("does not redact seven characters of a credential, as people shorten it", () => {
    assert.strictEqual(CredentialRedaction.redactor(Redacted.make("fk-canary.12$&"))("fk-canary."), "fk-canary.")
  })

  it("finds a short credential only as a whole", () => {
    const redact = CredentialRedaction.redactor(Redacted.make("mk_test"))
    assert.strictEqual(redact("MK_TEST mk_tes test"), "<redacted> mk_tes test")
    assert.strictEqual(redact(`Basic ${btoa("user:mk_test")}`).includes(btoa("mk_test").slice(0, 6)), false)
  })

  it("takes time in proportion to the text that it may repeat", () => {
    const redact = CredentialRedaction.redactor(Redacted.make(`fk-${"aB3".repeat(300)}`))
    const start = process.cpuUsage()
    for (const piece of ["aB3", "%25", "\\", "&amp;", "\u200b", "%25252525x"]) redact(piece.repeat(5_000_000))
    // The time of the processor: other work on the machine does not change it.
    assert.isBelow(process.cpuUsage(start).user, 2_000_000)
  })
})
