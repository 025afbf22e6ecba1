/** Short hashes that tell texts apart: stable between versions, because cursors hold them. */
import { assert, it } from "@effect/vitest"
import { TextHash } from "@org/messages-core"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"

it("has the same value in every version of this program", () => {
  assert.deepStrictEqual(["", "a", "factory:s1/m1", "\ud83d", "é 你 😀"].map(TextHash.of), [
    "AfzlFbEx",
    "hhvd4GYM",
    "YqIFnyGJ",
    "-S5T6WiG",
    "0h2sXXSn"
  ])
})

it("is eight characters that need no encoding in a URL, whatever the text", () => {
  const isHash = Schema.is(TextHash.TextHash)
  FastCheck.assert(
    FastCheck.property(FastCheck.string({ unit: "binary" }), (text) => isHash(TextHash.of(text))),
    { numRuns: 50 }
  )
  assert.isFalse(isHash("short"))
  assert.isFalse(isHash("not/url!"))
})

it("tells apart texts that differ in a character, in the order, or in the length", () => {
  const texts = [
    ...Array.from({ length: 50_000 }, (_, index) => `honcho:w/s/${index}`),
    ...Array.from({ length: 2_000 }, (_, index) => "a".repeat(index)),
    ...Array.from({ length: 2_000 }, (_, index) => "\0".repeat(index + 1)),
    ...["ab", "ba", "abc", "acb", "a\0", "\0a"]
  ]
  assert.strictEqual(new Set(texts.map(TextHash.of)).size, texts.length)
})
