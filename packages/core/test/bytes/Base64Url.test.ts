/** Base64url equals that of another implementation, whatever the text and its length. */
import { assert, it } from "@effect/vitest"
import * as Encoding from "effect/Encoding"
import * as FastCheck from "effect/FastCheck"
import { encode } from "../../src/bytes/Base64Url.js"

it("writes every text as Effect does", () => {
  FastCheck.assert(
    FastCheck.property(FastCheck.string({ unit: "binary", maxLength: 300 }), (text) => {
      assert.strictEqual(encode(text), Encoding.encodeBase64Url(text))
    })
  )
})

it.each(["", "a", "ab", "abc", "abcd", "é 你 😀", "\u{10ffff}", "\ud83d"])("writes %j, of any length", (text) => {
  assert.strictEqual(encode(text), Encoding.encodeBase64Url(text))
})
