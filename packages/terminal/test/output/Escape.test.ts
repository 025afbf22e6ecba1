import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Escape from "../../src/output/Escape.js"

describe("Escape", () => {
  it("escapes every C0 character except newline and tab", () => {
    for (let code = 0; code < 0x20; code++) {
      const character = String.fromCharCode(code)
      const shown = Escape.text(character)
      if (character === "\n" || character === "\t") assert.strictEqual(shown, character)
      else assert.strictEqual(shown, `\\u00${code.toString(16).padStart(2, "0")}`)
    }
  })

  it("escapes DEL and every C1 character", () => {
    for (let code = 0x7f; code < 0xa0; code++)
      assert.strictEqual(Escape.text(String.fromCharCode(code)), `\\u00${code.toString(16)}`)
  })

  it("escapes the marks that reorder text", () => {
    for (const code of [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069])
      assert.strictEqual(Escape.text(String.fromCharCode(code)), `\\u${code.toString(16).padStart(4, "0")}`)
  })

  it("escapes the separators of lines and paragraphs", () => {
    assert.strictEqual(Escape.text("a\u2028b\u2029c"), "a\\u2028b\\u2029c")
    assert.strictEqual(Escape.line("a\u2028b"), "a\\u2028b")
  })

  it("escapes tag characters, which hide text, as JSON does: with two escapes each", () => {
    for (let code = 0xe0000; code < 0xe0080; code++) {
      const shown = Escape.text(`a${String.fromCodePoint(code)}b`)
      assert.match(shown, /^a(\\u[0-9a-f]{4}){2}b$/)
      assert.strictEqual(JSON.parse(`"${shown}"`), `a${String.fromCodePoint(code)}b`)
    }
  })

  it("escapes a lone surrogate, and leaves pairs", () => {
    assert.strictEqual(Escape.text("a\ud83db"), "a\\ud83db")
    assert.strictEqual(Escape.text("a😀b"), "a😀b")
  })

  it("leaves letters of all languages", () => {
    // The last ones have a joiner, a non-joiner or a variation selector, which they need to look right.
    for (const text of [
      "naïve — 日本語 עברית العربية é e\u0301",
      "👩‍👧 ❤️‍🔥 👩🏽‍🚀 1️⃣ ☎︎ 🏳️‍🌈",
      "می\u200cخواهم क्\u200dष 葛\u{e0100}"
    ])
      assert.strictEqual(Escape.text(text), text)
  })

  it("escapes characters without width that change nothing visible", () => {
    for (const code of [
      0xad, 0x034f, 0x115f, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2063, 0x3164, 0xfe00, 0xfe0f, 0xfeff,
      0xffa0, 0xfffb, 0xe0100, 0xe0200
    ]) {
      const hidden = String.fromCodePoint(code)
      const shown = Escape.text(`a${hidden}b`)
      assert.match(shown, /^a(\\u[0-9a-f]{4}){1,2}b$/)
      assert.strictEqual(JSON.parse(`"${shown}"`), `a${hidden}b`)
      assert.strictEqual(Escape.text(hidden), shown.slice(1, -1))
    }
    // A second one hides data behind an emoji.
    assert.strictEqual(Escape.text("❤\ufe0f\ufe0f\ufe01"), "❤\ufe0f\\ufe0f\\ufe01")
    assert.strictEqual(Escape.text("👩\u200dx"), "👩\\u200dx")
  })

  it("treats CR LF as the end of a line, and escapes a lone CR", () => {
    assert.strictEqual(Escape.text("a\r\nb\r50%\r\r\n"), "a\nb\\u000d50%\\u000d\n")
    assert.strictEqual(Escape.line("a\r\nb"), "a\\u000d\\u000ab")
  })

  it("does not change text that is already escaped", () => {
    const once = Escape.text("a\u001b[2J\u200bb\ufeff\r")
    assert.strictEqual(Escape.text(once), once)
  })

  it("escapes line breaks and tabs in text for one line", () => {
    assert.strictEqual(Escape.line("a\nb\tc\u001b[2J"), "a\\u000ab\\u0009c\\u001b[2J")
  })

  it.prop("leaves no control character in any text", [FastCheck.fullUnicodeString()], ([text]) => {
    assert.notMatch(
      Escape.text(text),
      /[^\P{Cc}\t\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}\u{e0000}-\u{e007f}\u200b\u2060\ufeff]/u
    )
    assert.notMatch(Escape.line(text), /[\p{Cc}\p{Zl}\p{Zp}]/u)
  })

  it.prop("leaves the same JSON", [FastCheck.jsonValue({ noUnicodeString: false })], ([value]) => {
    // JSON text has no -0, so the value is what its own text says.
    const text = JSON.stringify(value, null, 2)
    assert.deepStrictEqual(JSON.parse(Escape.text(text)), JSON.parse(text))
  })
})
