/** Generators of conversations that are out to break a document: marks of Markdown and HTML, invisible characters, deep nesting. */
import { Message } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"

const pieces = [
  ...["word", "another", "Ünïcode", "日本語", "12", " ", " ", "\n", "\n", "\n\n", "    ", "\t", "\r\n", "\r", "  \n"],
  ...[
    "# ",
    "## ",
    "###### ",
    "#",
    "\n===\n",
    "\n---\n",
    "***",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "> ",
    ">",
    "\n> > - # "
  ],
  ...[
    "```",
    "````js\n",
    "~~~",
    "`",
    "``",
    "    code\n",
    "| a | b |\n|---|:-:|\n| c | d |\n",
    "|",
    "~~",
    "*",
    "**",
    "_",
    "__"
  ],
  ...[
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "<details>",
    "</details>",
    "</article>",
    "</main>",
    "<h1>",
    "<?php",
    "<![CDATA["
  ],
  ...[
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</pre>",
    "</style>",
    "&lt;",
    "&#27;"
  ],
  ...[
    "&#x202e;",
    "&#0;",
    "&amp;",
    "[a](javascript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "![i](data:text/html,x)"
  ],
  ...[
    '[link](https://example.com/path "title")',
    "![image](https://example.com/i.png)",
    "[![x](https://a.example/b)](https://c.example)"
  ],
  ...[
    "https://example.com/a_(b)",
    "<https://example.com>",
    "[ref]: https://evil.example\n",
    "[ref]",
    "[^1]: note\n",
    "[^1]",
    "[x](",
    "](",
    "]",
    "["
  ],
  ...[
    "\0",
    "\u0007",
    "\u001b[31m",
    "\u009b2J",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\ud800",
    "\udfff",
    "\u00ad",
    "\u{e0041}"
  ],
  ...[
    "\\",
    "\\`",
    "\\<",
    "\\[",
    "🙏🏽",
    "👩\u200d🔧",
    "​",
    "::after",
    "javascript:",
    "data:image/png;base64,iVBORw0KGgo="
  ]
]

/** Text made of what breaks documents. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((pieces) => pieces.join("")) },
  { weight: 1, arbitrary: fc.fullUnicodeString({ maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string16bits({ maxLength: 30 }) }
)

/** Fields that keep their value, because the model says which values they may have. */
const fixed =
  /^(?:type|role|version|format|ref|state|status|phase|visibility|executedBy|createdAt|updatedAt|editedAt|sentAt|amount|at|kind|residue)$/

/** A message with a hostile text in every field that may have any text. */
const spoiled = (value: unknown, texts: ReadonlyArray<string>, next = { index: 0 }): unknown =>
  typeof value === "string"
    ? (texts[next.index++ % texts.length] ?? "")
    : Array.isArray(value)
      ? value.map((child) => spoiled(child, texts, next))
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([key, child]) => [
              key,
              fixed.test(key) && !(key === "kind" && "name" in value) ? child : spoiled(child, texts, next)
            ])
          )
        : value

/** Messages. */
export const message: fc.Arbitrary<Message.Message> = fc
  .tuple(Arbitrary.make(Message.Message), fc.array(text, { minLength: 1, maxLength: 6 }))
  .map(([message, texts]) => spoiled(message, texts))
  .filter(Message.isMessage)

/** Conversations. */
export const conversation: fc.Arbitrary<ReadonlyArray<Message.Message>> = fc.array(message, { maxLength: 4 })

/** Characters that must never reach a reader: controls, marks of direction, and characters without width that stand alone. */
export const invisible =
  /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2028\u2029\u00ad]|[\u{e0000}-\u{e007f}]|\p{Cs}/u
