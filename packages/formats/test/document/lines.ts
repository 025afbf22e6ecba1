/** Generators of lines that look like every block of Markdown. */
import * as fc from "effect/FastCheck"

/** Pieces of lines, as people and models write them, and as they should not. */
const pieces = [
  ...[
    "word",
    "Two words",
    "über",
    "日本語",
    "12",
    "a_b_c",
    "a*b*c",
    "a~~b~~c",
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

/** Texts of up to eight lines. */
export const text: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 3, arbitrary: line }, { weight: 3, arbitrary: listed }, row),
      fc.constantFrom("\n", "\n", "\n\n", "\n\n", "\n \n", "  \n", "\n\n\n")
    ),
    { maxLength: 8 }
  )
  .map((lines) => lines.flat().join(""))
