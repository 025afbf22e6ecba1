/** Tests of conversations as Markdown. The judge is a parser of CommonMark that allows raw HTML and every link. */
import { assert, describe, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import MarkdownIt, { type Env, type Token } from "markdown-it"
import * as Markdown from "../../src/document/markdown/Markdown.js"
import * as ContainedText from "../../src/document/markdown/ContainedText.js"
import * as ProseReader from "../../src/document/prose/ProseReader.js"
import { conversation } from "./conversation.js"
import * as Hostile from "./hostile.js"

const judge = new MarkdownIt("default", { html: true, linkify: false, maxNesting: 1000 })
judge.validateLink = () => true

const judged = (markdown: string) => {
  const env: Env = {}
  const tokens = judge.parse(markdown, env)
  return { tokens, all: tokens.flatMap((token) => [token, ...(token.children ?? [])]), env }
}

const said = (text: string): Message.Message => ({ version: 1, role: "user", parts: [{ type: "text", text }] })

const headings = (tokens: ReadonlyArray<Token>, tag: string) =>
  tokens.filter((token) => token.type === "heading_open" && token.tag === tag)

/** What stays inside its message, and runs nothing. */
const check = (messages: ReadonlyArray<Message.Message>, markdown: string) => {
  assert.notMatch(markdown, Hostile.invisible)
  const { all, env, tokens } = judged(`${markdown}\nsentinel\n`)
  assert.strictEqual(headings(tokens, "h1").length, 1, markdown)
  assert.strictEqual(headings(tokens, "h2").length, messages.length, markdown)
  for (const heading of headings(tokens, "h2")) assert.strictEqual(heading.level, 0)
  const last = tokens.at(-2)
  assert.strictEqual(last?.content, "sentinel", markdown)
  assert.strictEqual(last?.level, 1)
  const raw = all
    .filter(({ type }) => type === "html_block" || type === "html_inline")
    .map(({ content }) => content.trim())
  for (const html of raw)
    assert.match(html, /^(?:<details>\n<summary>(?:[^<]|<code>[^<]*<\/code>)*<\/summary>|<\/details>|<!-- -->)$/)
  assert.strictEqual(
    raw.filter((html) => html.startsWith("<details>")).length,
    raw.filter((html) => html === "</details>").length
  )
  for (const token of all)
    for (const attribute of ["href", "src"]) {
      const url = token.attrGet(attribute)
      if (url !== null) assert.match(String(url), /^(?:https?:\/\/|mailto:|[^:]*$|[^:]*[/?#])/i)
    }
  assert.deepStrictEqual(env.references ?? {}, {})
}

describe("Markdown", () => {
  it("keeps every message of a hostile conversation inside its heading, and holds nothing that runs", () => {
    fc.assert(
      fc.property(
        Hostile.conversation,
        fc.constantFrom("full" as const, "compact" as const, "text" as const),
        (messages, detail) => {
          check(messages, Markdown.render(messages, { detail }))
        }
      ),
      { numRuns: 200 }
    )
  })

  it("keeps every hostile text inside its heading, and reads the same as the text", () => {
    fc.assert(
      fc.property(Hostile.text, (text) => {
        check([said(text), said("next")], Markdown.render([said(text), said("next")]))
        assert.strictEqual(shape(ProseReader.read(ContainedText.of(text))), shape(ProseReader.read(text)))
      }),
      { numRuns: 1000 }
    )
  })

  it("reads the same as a text with brackets in an address, footnotes in code, and headings of several lines", () => {
    for (const text of [
      "[x](https://example.com/a_(b)[a](javascript:alert(1))",
      "[x](https://example.com/a_(b)[a](&#106;avascript:alert(1))",
      "[x](https://example.com/a_(b)[a](<javascript:alert(1)>)",
      '[x](https://example.com/[a](javascript:b "t")',
      "[b [a](javascript:x) c](https://example.com)",
      "([a](javascript:b))",
      "[  \n[^1]: note\n",
      "> a\n> [^1]: note",
      "a \\[^1] b\n  [^1]: note",
      "``[ref]: https://evil.example\n[^1]``",
      "word````js\n[^1]````js\n",
      "> ``a\n> [^1]: b``",
      "``  \nword# ``\n===\n",
      "`a\\\n  b`\n===\n",
      "\\\nword\n---\n",
      "a\\\\\nword\n---\n",
      "word\t  \n  word\n---\n",
      "> a  \n> b\n> ===\n"
    ]) {
      check([said(text), said("next")], Markdown.render([said(text), said("next")]))
      assert.strictEqual(shape(ProseReader.read(ContainedText.of(text))), shape(ProseReader.read(text)), text)
    }
  })

  it("leaves a text as it is that harms nothing", () => {
    for (const text of [
      "Two *words*.\n\n- a\n- b",
      "a `<b>` c",
      "```html\n<b>\n```",
      "<https://example.com>",
      "[a](b.md)"
    ])
      assert.strictEqual(ContainedText.of(text), text)
  })

  it("demotes headings, escapes raw HTML, definitions and scripts, and closes a fence", () => {
    for (const [text, contained] of [
      ["# A", "### A"],
      ["##### A #", "###### A #"],
      ["> - # A", "> - ### A"],
      ["A *b\nc*\n===\nd", "### A *b c*\nd"],
      ["A\n---", "#### A"],
      ["A ##\n===", "### A \\##"],
      ["a <b>c</b> `<d>` \\<e>", "a \\<b>c\\</b> `<d>` \\<e>"],
      ["| a ` | <b> ` |\n|-|-|\n| `<c>` | d |", "| a ` | \\<b> ` |\n|-|-|\n| `<c>` | d |"],
      ["[a]: https://example.com", "\\[a]: https://example.com"],
      ["[a](javascript:b)", "[a]\\(javascript:b)"],
      ["```js\na", "```js\na\n```"],
      ["```\na\n", "```\na\n```"],
      ["~~~~\n```\n~~~", "~~~~\n```\n~~~\n~~~~"],
      ["- ```\n  a", "- ```\n  a"],
      ["> `a\n> </b>`", "> `a </b>`"]
    ] as const)
      assert.strictEqual(ContainedText.of(text), contained)
  })

  it("shows a text verbatim in a fence that is too long or nested too deeply", () => {
    for (const text of ["> ".repeat(100) + "# deep", "`````\n# " + "a\n".repeat(60_000)]) {
      const contained = ContainedText.of(text)
      assert.match(contained, /^(`{3,})text\n[^]*\n\1$/)
      assert.include(contained, text.trimEnd())
    }
  })

  it("uses fences that are longer than any run of backticks inside", () => {
    const markdown = Markdown.render([
      { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "c", output: "a ```` b" }] }
    ])
    assert.include(markdown, "`````text\na ```` b\n`````\n")
  })

  it("shows every kind of part, and names what it leaves out", () => {
    const markdown = Markdown.render(conversation, { title: "Nightly import" })
    check(conversation, markdown)
    for (const line of [
      "# Nightly import",
      "## User · Marta Silva",
      "2026-11-26 08:01:12.080 UTC · `factory:s1/m2`  ",
      "**File** `rows-per-night.png` · image/png · 472 bytes",
      "<summary>Reasoning · 3.4 s · anthropic</summary>",
      "<summary>Tool call <code>read_log</code> · call_1 · completed · 86 bytes</summary>",
      "<summary>Tool result <code>read_log</code> · call_1 · 107 bytes</summary>",
      "<summary>Tool result: failed <code>restart</code> · call_2 · 21 bytes</summary>",
      '    "data": "(base64, 472 bytes)"',
      "2. doc-4: “Columns may change with 30 days' notice”",
      "**Error** `rate_limited`",
      "*Not shown: metadata.channel, clientVersion*"
    ])
      assert.include(markdown.split("\n"), line)
  })

  it("names the parts that were not asked for", () => {
    const [, , , ...rest] = conversation
    const text = Markdown.render(rest, { detail: "text" })
    assert.include(text, "*Not shown: 3 tool results*")
    assert.include(text, "*Not shown: 2 citations, 1 source, 1 data part, 1 reasoning part*")
    const compact = Markdown.render(conversation, { detail: "compact", reasoning: "omit" })
    assert.include(compact, "*Not shown: 1 reasoning part*")
    assert.include(compact, "*Not shown: 2 other values*")
    assert.include(compact, "</code> · completed · 86 bytes</summary>\n\n*(not shown)*")
    assert.notInclude(compact, "02:14:03")
    assert.notInclude(compact, "sku,price")
  })

  it("says that there is nothing", () => {
    assert.strictEqual(Markdown.render([]), "# Conversation\n\n*(no messages)*\n")
    assert.include(Markdown.render([{ version: 1, role: "user", parts: [] }]), "## User\n\n*(no content)*\n")
  })
})

/** What a reader sees of a text: its blocks, whatever the level and the lines of headings. */
const shape = (blocks: ReturnType<typeof ProseReader.read>): string =>
  JSON.stringify(blocks, (key, value: unknown) => (key === "level" ? 0 : value))
    .replaceAll('{"type":"break"}', '{"type":"text","text":" "}')
    .replaceAll('"},{"type":"text","text":"', "")
    .replace(/ +/g, " ")
    // A space at the beginning of a line does not show.
    .replaceAll('"content":[{"type":"text","text":" ', '"content":[{"type":"text","text":"')
    .replaceAll('"content":[{"type":"text","text":""},', '"content":[')
