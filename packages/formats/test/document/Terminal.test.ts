/** Tests of messages drawn for a terminal of any width, with a style that shows where it is used. */
import { assert, describe, it } from "@effect/vitest"
import { type Message, Time } from "@org/messages-core"
import * as Schema from "effect/Schema"
import * as fc from "effect/FastCheck"
import * as Terminal from "../../src/document/terminal/Terminal.js"
import { conversation } from "./conversation.js"
import * as Hostile from "./hostile.js"

const plain = (text: string): string => text

/** Breaks lines between words, as a terminal's own function does. */
const wrap = (text: string, columns: number, hang = 0): string =>
  text
    .split("\n")
    .map((line) => {
      const indent = " ".repeat((/^ */.exec(line)?.[0].length ?? 0) + hang)
      const lines = [""]
      for (const [word] of line.matchAll(/ *[^ ]+/g)) {
        const last = lines.at(-1) ?? ""
        if (last !== "" && last.length + word.length > columns) lines.push(indent + word.trim())
        else lines[lines.length - 1] = last + word
      }
      return lines.join("\n")
    })
    .join("\n")

const screen = (columns?: number): Terminal.Screen => ({
  style: { strong: plain, emphasis: plain, faint: plain, label: plain, error: plain },
  width: (text) => text.length,
  wrap,
  ...(columns !== undefined && { columns })
})

const marked: Terminal.Screen = {
  ...screen(80),
  style: {
    strong: (text) => `{strong ${text}}`,
    emphasis: (text) => `{emphasis ${text}}`,
    faint: (text) => `{faint ${text}}`,
    label: (text) => `{label ${text}}`,
    error: (text) => `{error ${text}}`
  }
}

const said = (text: string): Message.Message => ({ version: 1, role: "user", parts: [{ type: "text", text }] })

const drawn = (text: string, columns?: number): string =>
  Terminal.message(said(text), screen(columns)).replace(/^ *user\n\n/, "")

const time = Schema.decodeUnknownSync(Time.Time)("2026-01-01T00:00:00Z")

describe("Terminal", () => {
  it("draws hostile messages at any width, with every character visible", () => {
    fc.assert(
      fc.property(Hostile.message, fc.constantFrom(undefined, 1, 20, 40, 80, 160), (message, columns) => {
        assert.notMatch(Terminal.message(message, screen(columns)), Hostile.invisible)
      }),
      { numRuns: 300 }
    )
  })

  it("shows every word of a text", () => {
    fc.assert(
      fc.property(Hostile.text, (text) => {
        const shown = drawn(text, 80)
        for (const word of text.replace(/&#?\w+;|data:\S+/g, " ").match(/[A-Za-z]{3,}/g) ?? [])
          assert.include(shown, word)
      }),
      { numRuns: 1000 }
    )
  })

  it("leaves texts as they are where the output is no terminal", () => {
    assert.strictEqual(drawn("# A\n\n**b** [c](https://c.example)\n"), "# A\n\n**b** [c](https://c.example)\n")
  })

  it("renders Markdown on a terminal", () => {
    for (const [text, shown] of [
      ["# A *b*\nc", "# A b\n\nc"],
      ["- a\n- b\n  1. c\n  2. d", "• a\n• b\n  1. c\n  2. d"],
      ["9. a\n10. b", "9.  a\n10. b"],
      ["> a\n>\n> b", "│ a\n│\n│ b"],
      ["```js\na\n  b\n```", "    js\n    a\n      b"],
      ["|a|b|\n|-|-:|\n|long|1|", "a     b\n────  ─\nlong  1"],
      ["[a](https://a.example) <https://b.example> ~~c~~", "a <https://a.example> <https://b.example> ~~c~~"],
      ["run `a` or `` b`c ``", "run `a` or ``b`c``"],
      ["- [ ] a\n- [x] b\n- c", "  [ ] a\n  [x] b\n• c"],
      ["a\n\n---\n\nb", `a\n\n${"─".repeat(40)}\n\nb`]
    ] as const)
      assert.strictEqual(
        drawn(text, 59)
          .split("\n")
          .map((line) => line.trimEnd())
          .join("\n"),
        `${shown}\n`
      )
  })

  it("draws a table row by row where its columns do not fit", () => {
    assert.strictEqual(
      drawn(`|name|what|\n|-|-|\n|a|${"word ".repeat(10)}|\n|b|x|`, 40),
      "name: a\nwhat: word word word word word word word\n  word word word\n\nname: b\nwhat: x\n"
    )
  })

  it("keeps a margin and a line that a person can read, where there is room", () => {
    const text = "word ".repeat(100)
    for (const [columns, margin, longest] of [
      [40, 0, 40],
      [80, 2, 78],
      [160, 2, 102]
    ] as const)
      for (const line of drawn(text, columns).trimEnd().split("\n")) {
        assert.match(line, new RegExp(`^ {${margin}}\\S`))
        assert.isAtMost(line.length, longest)
      }
  })

  it("styles with restraint", () => {
    const shown = Terminal.message(said("# A **b**\n\n**c** *d* `e` [f](https://f.example)"), marked)
    assert.include(shown, "{strong # A b}")
    assert.include(shown, "{strong c} {emphasis d} {label e} f {faint <https://f.example>}")
  })

  it("shows in the colour of errors what failed", () => {
    const result = (isError: boolean): Message.Message => ({
      version: 1,
      role: "tool",
      parts: [{ type: "tool-result", callId: "c", output: "x", isError }]
    })
    assert.include(Terminal.message(result(true), marked), "{error [failed · c]}")
    assert.include(Terminal.message(result(false), marked), "{label [result · c]}")
  })

  it("says how long ago a message was created, if it knows the time", () => {
    const at = (seconds: number) =>
      /\((.*)\)/.exec(
        Terminal.message({ ...said("x"), createdAt: time }, { ...screen(), now: Date.parse(time) + seconds * 1000 })
      )?.[1]
    assert.deepStrictEqual([-1, 0, 60, 7_199, 7_200, 86_400 * 3, 86_400 * 70, 86_400 * 800].map(at), [
      undefined,
      "just now",
      "1 minute ago",
      "1 hour ago",
      "2 hours ago",
      "3 days ago",
      "2 months ago",
      "2 years ago"
    ])
    assert.notInclude(Terminal.message({ ...said("x"), createdAt: time }, screen()), "ago")
  })

  it("shows every kind of part", () => {
    const text = conversation.map((message) => Terminal.message(message, screen(80))).join("\n")
    for (const line of [
      "  [call read_log · call_1 · completed]",
      "  [failed · restart · call_2]",
      "  [file · prices.csv · text/csv · 33 bytes]",
      "  [citation · doc-4]",
      "  [source · Contract · contract.pdf · application/pdf]",
      "  [error · rate_limited]",
      "  [data weather]",
      "  24 Nov  18,204   fine",
      "    [x] cause found",
      "  Not shown: metadata.channel, clientVersion"
    ])
      assert.include(text.split("\n"), line)
  })
})
