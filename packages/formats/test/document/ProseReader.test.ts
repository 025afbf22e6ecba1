/** Tests of reading Markdown: simple blocks and marks are read without the parser, and give the tree that the parser gives. */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as ProseReader from "../../src/document/prose/ProseReader.js"
import * as SimpleBlocks from "../../src/document/prose/SimpleBlocks.js"
import * as SimpleInline from "../../src/document/prose/SimpleInline.js"
import * as Visible from "../../src/document/Visible.js"
import * as Hostile from "./hostile.js"

/** Pieces of lines, as people and models write them, and as they should not. */
const pieces = [
  ...[
    "word",
    "Two words",
    "über",
    "日本語",
    "12",
    "a_b_c",
    "don't",
    "“quoted”",
    "🙏🏽",
    "1\ufe0f\u20e3",
    "*\ufe0f",
    "\u00a0",
    "C#"
  ],
  ...[
    " ",
    " ",
    " ",
    "  ",
    "\t",
    ".",
    ",",
    "!",
    "(",
    ")",
    ":",
    " - ",
    " & ",
    "&&",
    "&amp;",
    "&x",
    "<",
    " < ",
    "<=",
    "<a@b.c>",
    "=",
    "|",
    "\\"
  ],
  ...[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "~~~",
    "`",
    "``",
    "```",
    "`code`",
    "``a ` b``",
    "**bold**",
    "*it*",
    "_it_",
    "__b__",
    "~~x~~"
  ],
  ...[
    "[a](https://b.example/c)",
    "[a]",
    "[ ]",
    "[",
    "]",
    "![i](https://b.example)",
    "[`c`](https://b.example)",
    "[r](../x.ts)",
    "(x)"
  ],
  ...["https://a.example/b", "http://a.example.", "see https://a.example, and"]
]

const starts = [
  ...[
    "",
    "",
    "",
    "",
    "",
    " ",
    "  ",
    "   ",
    "    ",
    "\t",
    "- ",
    "- ",
    "- ",
    "* ",
    "+ ",
    "-",
    "*",
    "1. ",
    "2. ",
    "1) ",
    "10. ",
    "1234567890. ",
    "-  ",
    "- - "
  ],
  ...[
    "# ",
    "## ",
    "####### ",
    "#",
    "> ",
    "| ",
    "|-|-|",
    "--|--",
    "-|-",
    ":-|-:",
    "---",
    "***",
    "* * *",
    "===",
    "=",
    "```",
    "```ts",
    "~~~",
    "````",
    "    ```",
    "  ```"
  ],
  ...["- [ ] ", "- [x] ", "- **", "1. `", "- ```", "  - ", "    - ", "a | b", "# a | b", "- a | b"]
]

/** Lines of lists and tables, which are rarely made by chance. */
const listed = fc
  .tuple(
    fc.constantFrom("", "", "", "  ", "  ", "   ", "    ", "     "),
    fc.constantFrom(
      "- ",
      "- ",
      "- ",
      "* ",
      "1. ",
      "1. ",
      "2. ",
      "3. ",
      "10. ",
      "1) ",
      "",
      "# ",
      "> ",
      "- [ ] ",
      "-   ",
      "-",
      "```"
    ),
    fc.constantFrom("a", "b `c`", "**d** e", "f|g", "`h", "i\\", "", "- j", "k  ")
  )
  .map((pieces) => pieces.join(""))

const row = fc.constantFrom(
  "| a | b |",
  "|a|b|",
  "| `a` | **b** | c |",
  "|---|:-:|",
  "| --- | --: |",
  "|:--|---|---|",
  "|",
  "| a",
  "a | b",
  "| \\| |",
  "||",
  "|  |"
)

const line = fc
  .tuple(fc.constantFrom(...starts), fc.array(fc.constantFrom(...pieces), { maxLength: 6 }))
  .map(([start, pieces]) => start + pieces.join(""))

const text = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 3, arbitrary: line }, { weight: 3, arbitrary: listed }, row),
      fc.constantFrom("\n", "\n", "\n\n", "\n\n", "\n \n", "  \n", "\n\n\n")
    ),
    { maxLength: 8 }
  )
  .map((lines) => lines.flat().join(""))

describe("ProseReader", () => {
  it("reads every text as the parser does", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: Hostile.text }), (text) => {
        assert.deepStrictEqual(ProseReader.read(text), ProseReader.parsed(Visible.text(text)))
      }),
      { numRuns: 3000 }
    )
  })

  it("reads what most texts are made of without the parser", () => {
    const text = [
      "# A heading with `code`",
      "The **cache** is stale (see [the log](https://a.example/log)), so `npm ci` finds *an older* lock_file.\nTry again & wait.",
      "Steps:\n- Remove ~~all~~ the cache\n- [ ] Run it, “as before”",
      "Then:\n1. One\n2. Two\n## Next\n```ts\nconst a = [1] // <b>\n\n- no list\n```",
      "Über 42 % sind **schneller**: https://b.example/c."
    ].join("\n\n")
    const blocks = SimpleBlocks.read(text, {
      blocks: (text) => assert.fail(text),
      inline: (text, start, end) => SimpleInline.read(text, start, end) ?? assert.fail(text.slice(start, end))
    })
    assert.deepStrictEqual(
      blocks?.map(({ type }) => type),
      ["heading", "paragraph", "paragraph", "list", "paragraph", "list", "heading", "code", "paragraph"]
    )
    assert.deepStrictEqual(blocks, ProseReader.parsed(text))
  })
})
