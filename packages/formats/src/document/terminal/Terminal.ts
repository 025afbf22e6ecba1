/** Draws the messages of a document for a terminal. If the output is not a terminal, texts stay as they are. */
import type { Message } from "@org/messages-core"
import * as Bytes from "../Bytes.js"
import * as Document from "../Document.js"
import * as Visible from "../Visible.js"
import * as RelativeTime from "./RelativeTime.js"
import * as Screen from "./Screen.js"
import * as TerminalBlock from "./TerminalBlock.js"

export type { Screen } from "./Screen.js"

/** Draws one message: its author, its facts, and its content. */
export const message = (message: Message.Message, screen: Screen.Screen, options: Document.Options = {}): string =>
  withMargin(Document.entry(message, 1, options), screen)

/** Draws a conversation while its messages arrive. A tool's result shows the name of the tool that an earlier message called. */
export const conversation = (
  screen: Screen.Screen,
  options: Document.Options = {}
): ((message: Message.Message) => string) => {
  const entryOf = Document.reader(options)
  return (message) => withMargin(entryOf(message), screen)
}

const withMargin = (shownEntry: Document.Entry, screen: Screen.Screen): string => {
  const margin = screen.columns === undefined || screen.columns < roomy ? 0 : 2
  const columns = screen.columns === undefined ? {} : { columns: Math.min(screen.columns - 2 * margin, readable) }
  const shown = entry(shownEntry, { ...screen, ...columns })
  return Screen.indent(shown, margin)
}

/** The widest text, in columns; wider lines are hard to read. */
const readable = 100

/** The narrowest terminal, in columns, that has room for margins. */
const roomy = 60

const entry = (entry: Document.Entry, screen: Screen.Screen): string =>
  [
    head(entry, screen),
    ...(entry.blocks.length === 0 && entry.notShown.length === 0
      ? [screen.style.faint("(no content)")]
      : entry.blocks.map((block) => TerminalBlock.of(block, screen))),
    rest(entry, screen)
  ]
    .filter((block) => block !== "")
    .map((block) => `${block}\n`)
    .join("\n")

const head = (entry: Document.Entry, screen: Screen.Screen): string =>
  [
    screen.style.strong(who(entry)) +
      (entry.ref === undefined ? "" : `  ${screen.style.faint(Visible.line(entry.ref))}`),
    ...entry.facts.map(({ label, value }) => {
      const ago = label === "created" || label === "sent" ? RelativeTime.of(entry.time, screen.now) : ""
      return `${screen.style.faint(label.padEnd(9))} ${Visible.line(Bytes.dataUrls(value))}${ago}`
    })
  ]
    .map((line, index) => Screen.wrapped(line, screen, index === 0 ? 2 : 10))
    .join("\n")

const who = ({ author, role }: Document.Entry): string =>
  Visible.line(author === undefined ? role : `${role} ${author}`)

const rest = ({ notShown }: Document.Entry, screen: Screen.Screen): string =>
  notShown.length === 0
    ? ""
    : screen.style.faint(
        Screen.wrapped(`Not shown: ${notShown.map(Visible.line).join(", ")}${screen.hint ?? ""}`, screen)
      )
