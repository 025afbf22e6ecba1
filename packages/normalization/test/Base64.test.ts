/** Base64 in its normal form: what Effect's decoder and encoder give, without decoding all of it. */
import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as FastCheck from "effect/FastCheck"
import * as Base64 from "../src/Base64.js"

/** The same by decoding everything and encoding it again. */
const reference = (text: string) =>
  Either.match(Encoding.decodeBase64(text), {
    onLeft: () => undefined,
    onRight: (bytes) => ({ text: Encoding.encodeBase64(bytes), length: bytes.length, head: bytes.subarray(0, 1024) })
  })

const read = (text: string) => {
  const found = Base64.read(text)
  return found && { ...found, head: found.head.subarray(0, 1024) }
}

describe("base64", () => {
  it("is what decoding and encoding again gives", () =>
    FastCheck.assert(
      FastCheck.property(FastCheck.uint8Array({ maxLength: 3000 }), (bytes) => {
        const text = Encoding.encodeBase64(bytes)
        assert.deepStrictEqual(read(text), { text, length: bytes.length, head: bytes.slice(0, 1024) })
        assert.strictEqual(Base64.length(text), bytes.length)
      })
    ))

  it("is refused, and put into its normal form, as by a decoder", () =>
    FastCheck.assert(
      FastCheck.property(
        FastCheck.string({ unit: FastCheck.constantFrom(..."AZaz09+/==\r\n-é!"), maxLength: 9 }),
        (text) => assert.deepStrictEqual(read(text), reference(text))
      ),
      { numRuns: 5000 }
    ))

  it("may have line breaks, and set bits that no byte uses", () => {
    for (const text of ["", "QUJD\r\nREVG\n", "QR==", "QUJ=", "QUJDQR==\n", "Q", "QUJD=", "QUJD====", "QQ=A"])
      assert.deepStrictEqual(read(text), reference(text), text)
  })
})
