import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as LongText from "../src/LongText.js"

const graphemes = (text: string): ReadonlyArray<string> =>
  [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment)

describe("a long text", () => {
  it.each([
    ["is one piece if it is short enough", "one two", 7, ["one two"]],
    ["is one piece if it is empty", "", 3, [""]],
    ["is counted in characters, not in UTF-16 units", "😀😀😀", 3, ["😀😀😀"]],
    ["ends its pieces with a sentence", "One two. Three four.", 14, ["One two. ", "Three four."]],
    ["ends its pieces with a line", "one two\nthree four", 12, ["one two\n", "three four"]],
    ["ends its pieces with a word where no sentence ends", "one two three four", 10, ["one two ", "three four"]],
    ["cuts a long word", "abcdefgh", 3, ["abc", "def", "gh"]],
    ["makes no short piece for the sake of a border", "A. bcdefghijkl", 10, ["A. bcdefgh", "ijkl"]],
    ["cuts no surrogate pair", "abc😀😀", 4, ["abc😀", "😀"]],
    ["cuts no line break of two characters", "abc\r\ndef", 4, ["abc", "\r\n", "def"]],
    ["cuts no letter with its accent, no flag and no family", "ae\u0301🇩🇪👨‍👩‍👧", 5, ["ae\u0301🇩🇪", "👨‍👩‍👧"]],
    ["cuts what people see as one only if it alone is too long", "a\u0301\u0302\u0303", 2, ["a\u0301", "\u0302\u0303"]]
  ])("%s", (_, text, maximum, pieces) => assert.deepStrictEqual(LongText.split(text, maximum), pieces))

  it("is whole in its pieces, of which none is empty or too long and none begins within a character", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", ". ", "\n", "\r\n", " ", "é", "e\u0301", "😀", "🇩🇪", "👨‍👩‍👧", "한", "\ud800")),
        fc.integer({ min: 6, max: 20 }),
        (parts, maximum) => {
          const text = parts.join("")
          const pieces = LongText.split(text, maximum)
          assert.strictEqual(pieces.join(""), text)
          if (text !== "") assert.isTrue(pieces.every((piece) => piece !== "" && [...piece].length <= maximum))
          assert.deepStrictEqual(pieces.flatMap(graphemes), graphemes(text))
        }
      ),
      { numRuns: 1_000 }
    ))

  it("takes a time that grows with its length, also without any border", () => {
    for (const text of ["a".repeat(5_000_000), "e\u0301".repeat(1_000_000)])
      assert.strictEqual(LongText.split(text, 100_000).join(""), text)
  })
})
