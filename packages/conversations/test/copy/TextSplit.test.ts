/** Pieces of a text: within the limit, whole together, and cut where a reader would. */
import { assert, it } from "@effect/vitest"
import { TextSplit } from "@org/messages-conversations"
import * as FastCheck from "effect/FastCheck"

it("cuts between sentences", () =>
  assert.deepStrictEqual(TextSplit.split("One two. Three four! Five six?", 12), [
    "One two. ",
    "Three four! ",
    "Five six?"
  ]))

it("cuts between words where a sentence is too long, and between characters where a word is", () => {
  assert.deepStrictEqual(TextSplit.split("alpha beta gamma", 11), ["alpha beta ", "gamma"])
  assert.deepStrictEqual(TextSplit.split("abcdefgh", 3), ["abc", "def", "gh"])
  assert.deepStrictEqual(TextSplit.split("👩‍👩‍👧👩‍👩‍👧", 5), ["👩‍👩‍👧", "👩‍👩‍👧"])
})

it.prop(
  "gives pieces that are the text together, none longer than the limit",
  [FastCheck.string({ unit: "grapheme", maxLength: 200 }), FastCheck.integer({ min: 1, max: 20 })],
  ([text, limit]) => {
    const pieces = TextSplit.split(text, limit)
    assert.strictEqual(pieces.join(""), text)
    for (const piece of pieces) assert.isAtMost([...piece].length, limit)
  }
)
