/** Draws a conversation as Markdown (CommonMark, with the `<details>` that GitHub shows as a fold). */
import type { Message } from "@org/messages-core"
import * as Block from "../Block.js"
import * as Document from "../Document.js"
import * as EntryFacts from "../EntryFacts.js"
import * as Names from "../Names.js"
import * as MarkdownBlock from "./MarkdownBlock.js"
import * as MarkdownText from "./MarkdownText.js"

/** What the document shows, and its title. */
export interface Options extends Document.Options {
  /** The heading of the document; "Conversation" if absent. */
  readonly title?: string
}

/** A conversation as one Markdown text. */
export const render = (messages: Iterable<Message.Message>, options: Options = {}): string =>
  [...pieces(messages, options)].join("")

/** The same in pieces, one for each message, made while the messages are read. */
export function* pieces(messages: Iterable<Message.Message>, options: Options = {}): Generator<string> {
  const { end, message, start } = writer(options)
  yield start
  for (const one of messages) yield message(one)
  yield end()
}

/** Draws a document while its messages arrive. */
export const writer = (options: Options = {}): Document.Writer => {
  const entryOf = Document.reader(options)
  let isEmpty = true
  return {
    start: `# ${MarkdownText.line(options.title ?? "Conversation")}\n`,
    message: (message) => {
      isEmpty = false
      return `\n${shown(entryOf(message))}`
    },
    end: () => (isEmpty ? "\n*(no messages)*\n" : "")
  }
}

const shown = (entry: Document.Entry): string =>
  [
    `## ${MarkdownText.line(Names.speaker(entry))}`,
    about(entry),
    ...(entry.blocks.length === 0 && entry.notShown.length === 0
      ? ["*(no content)*"]
      : MarkdownBlock.all(entry.blocks.filter((block) => !Block.isCitation(block)))),
    entry.footnotes.map(footnote).join("\n"),
    entry.notShown.length === 0 ? "" : `*Not shown: ${entry.notShown.map(MarkdownText.line).join(", ")}*`
  ]
    .filter((block) => block !== "")
    .map((block) => `${block}\n`)
    .join("\n")

const about = (entry: Document.Entry): string =>
  [
    [
      entry.time === undefined ? "" : MarkdownText.line(EntryFacts.time(entry.time)),
      entry.model === undefined ? "" : MarkdownText.code(entry.model),
      entry.ref === undefined ? "" : MarkdownText.code(entry.ref)
    ],
    Names.furtherFacts(entry).map(({ label, value }) => `${label} ${MarkdownText.line(value)}`)
  ]
    .map((words) => words.filter((word) => word !== "").join(" · "))
    .filter((line) => line !== "")
    .join("  \n")

const footnote = ({ quote, supports, title, url }: Block.Footnote, index: number): string => {
  const source = url === undefined ? MarkdownText.line(title) : MarkdownText.link(title, url)
  const said = quote === undefined ? "" : `: “${MarkdownText.line(quote)}”`
  return `${index + 1}. ${source}${said}${supports === undefined ? "" : ` (for “${MarkdownText.line(supports)}”)`}`
}
