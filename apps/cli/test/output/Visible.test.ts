/** Tests that documents and the terminal make the same characters visible, in the same way. */
import { assert, describe, it } from "@effect/vitest"
import { Visible } from "@org/messages-formats"
import { Escape } from "@org/messages-terminal"
import * as fc from "effect/FastCheck"

const contexts = ["", "a", "🙏🏽", "👩", "日", "ل", "क", "1", "\ufe0f", "\u200d", "\ud83d"]

describe("Visible", () => {
  it("treats every character as the terminal's Escape does, wherever it stands", () => {
    for (
      let code = 0;
      code <= 0xe01ff;
      code = code === 0x32ff ? 0xa000 : code === 0xabff ? 0xd7ff : code === 0x1faff ? 0xe0000 : code + 1
    ) {
      const character = String.fromCodePoint(code)
      if (Visible.text(`a${character}b`) !== Escape.text(`a${character}b`)) assert.fail(code.toString(16))
      if (Visible.line(`a${character}b`) !== Escape.line(`a${character}b`)) assert.fail(code.toString(16))
      if (Visible.isBlank(character) !== Escape.isBlank(character)) assert.fail(code.toString(16))
    }
  })

  it("treats every text as it does", () => {
    const characters = [
      ...contexts,
      "\r\n",
      "\r",
      "\n",
      "\t",
      "\u0000",
      "\u009b",
      "\u200c",
      "\u202e",
      "\u2028",
      "\ufeff",
      "\u00ad",
      "\ufe0e"
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...characters), fc.char16bits()), { maxLength: 8 }), (pieces) => {
        const text = pieces.join("")
        assert.strictEqual(Visible.text(text), Escape.text(text))
        assert.strictEqual(Visible.line(text), Escape.line(text))
        assert.strictEqual(Visible.isBlank(text), Escape.isBlank(text))
      }),
      { numRuns: 20_000 }
    )
  })
})
