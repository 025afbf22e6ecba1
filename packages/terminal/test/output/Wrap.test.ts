import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { Style } from "../../src/index.js"
import * as Wrap from "../../src/output/Wrap.js"

describe("Wrap", () => {
  it("breaks lines between words, and indents further lines", () => {
    assert.strictEqual(
      Wrap.text("error: one two three four five six\n  → and what to do about it\nshort", 24),
      "error: one two three\nfour five six\n  → and what to do about\n    it\nshort"
    )
  })

  it("does not change words longer than a line, or lines that fit", () => {
    const url = `https://example.com/${"x".repeat(40)}`
    assert.strictEqual(Wrap.text(`see ${url} there`, 30), `see\n${url}\nthere`)
    assert.strictEqual(Wrap.text("a  b   c\n\n  d", 30), "a  b   c\n\n  d")
    assert.strictEqual(Wrap.text("", 30), "")
  })

  it("breaks the form of a ref that is too long between its parts", () => {
    assert.strictEqual(
      Wrap.text("  honcho:<workspaceId>/<sessionId>/<messageId>[?a=<b>]", 40, 2),
      "  honcho:<workspaceId>/<sessionId>/\n    <messageId>[?a=<b>]"
    )
    assert.strictEqual(Wrap.text("  honcho:<workspaceId>/<sessionId>", 40, 2), "  honcho:<workspaceId>/<sessionId>")
  })

  it("ends every style with its line, and begins it again in the next one, because less forgets it", () => {
    const { emphasis, label, strong } = Style.colour
    const [bold, red] = ["\u001b[1m", "\u001b[36m"]
    const [light, plain] = ["\u001b[22m", "\u001b[39m"]
    assert.strictEqual(label("one\n\n  two"), `${red}one${plain}\n\n${red}  two${plain}`)
    assert.strictEqual(
      Wrap.text(`a ${strong(`one two three ${label("four")} five six`)} seven`, 20),
      `a ${bold}one two three ${red}four${plain}${light}\n${bold}five six${light} seven`
    )
    FastCheck.assert(
      FastCheck.property(
        FastCheck.array(FastCheck.tuple(FastCheck.constantFrom(strong, label, emphasis), FastCheck.string())),
        (pieces) => {
          for (const line of Wrap.text(pieces.map(([paint, text]) => paint(`${text} word`)).join(" "), 24).split(
            "\n"
          )) {
            const count = (codes: ReadonlyArray<number>) =>
              codes.reduce((sum, code) => sum + line.split(`\u001b[${code}m`).length - 1, 0)
            assert.strictEqual(count([22, 39, 23]), count([1, 36, 3]))
          }
        }
      )
    )
  })

  it("counts columns, not characters", () => {
    assert.strictEqual(Wrap.width("日本"), 4)
    assert.strictEqual(Wrap.width("e\u0301😀"), 3)
    assert.strictEqual(Wrap.width(Style.colour.strong("ab")), 2)
    assert.strictEqual(Wrap.text("日本日本日 日本日本日", 20), "日本日本日\n日本日本日")
    assert.strictEqual(
      Wrap.text(Style.colour.faint("aaaaaaaaaa bbbbbbbbbb"), 20),
      "\u001b[2maaaaaaaaaa\u001b[22m\n\u001b[2mbbbbbbbbbb\u001b[22m"
    )
  })

  it("continues a command in a way that a shell reads", () => {
    assert.strictEqual(
      Wrap.command('  messages post factory:invoice-bug "Hello"', 40),
      '  messages post factory:invoice-bug \\\n    "Hello"'
    )
    assert.strictEqual(Wrap.command("  messages sandbox", 40), "  messages sandbox")
  })

  const words = FastCheck.array(FastCheck.stringMatching(/^[a-z→"\\]{1,15}$/), { minLength: 1 })

  it.prop("breaks no word, and loses none", [words, FastCheck.integer({ min: 40, max: 100 })], ([words, columns]) => {
    const line = words.join(" ")
    const lines = Wrap.text(line, columns).split("\n")
    for (const line of lines) assert.isAtMost(Wrap.width(line), columns)
    assert.deepStrictEqual(lines.join(" ").split(/ +/), words)
  })
})
