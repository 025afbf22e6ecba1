/** A conversation as a document for people: plain data, made once from canonical messages and drawn as Markdown, as HTML or on a terminal. */
import type { Message } from "@org/messages-core"
import * as EntryFacts from "./EntryFacts.js"
import * as Hidden from "./Hidden.js"
import * as PartBlock from "./PartBlock.js"
import type { Block, Footnote } from "./Block.js"

/** What a document shows of the messages. */
export interface Options {
  /**
   * `full` (the default) shows everything; `compact` shows only the name, state and size of tool calls, results and files; `text` shows only
   * what was said. What is left out is named.
   */
  readonly detail?: "full" | "compact" | "text"
  /** `fold` (the default) hides reasoning until the reader opens it; `include` shows it; `omit` leaves it out and says so. */
  readonly reasoning?: "omit" | "fold" | "include"
}

/** One message of a document. */
export interface Entry {
  /** The place of the message in the document, from 1. */
  readonly number: number
  /** Who speaks. */
  readonly role: Message.Role
  /** The author's name or id, if the message has one. */
  readonly author?: string
  /** Where a provider keeps the message. */
  readonly ref?: string
  /** When the message was created or sent, as RFC 3339 in UTC. */
  readonly time?: string
  /** The model that wrote the message. */
  readonly model?: string
  /** What else is known about the message, in the order of reading. */
  readonly facts: ReadonlyArray<EntryFacts.Fact>
  /** What the message holds. */
  readonly blocks: ReadonlyArray<Block>
  /** The sources that the message cites. */
  readonly footnotes: ReadonlyArray<Footnote>
  /** What the document leaves out: kinds of parts with their number, and paths of values. */
  readonly notShown: ReadonlyArray<string>
}

/** Writes the text of a document in pieces, while its messages arrive. */
export interface Writer {
  /** The text before the messages. */
  readonly start: string
  /** The text of the next message. */
  readonly message: (message: Message.Message) => string
  /** The text after the messages. */
  readonly end: () => string
}

/** The entries of a conversation, made one at a time while they are read. */
export function* entries(messages: Iterable<Message.Message>, options: Options = {}): Generator<Entry> {
  const next = reader(options)
  for (const message of messages) yield next(message)
}

/** Makes the entries of a conversation while its messages arrive. */
export const reader = (options: Options = {}): ((message: Message.Message) => Entry) => {
  const tools = new Map<string, string>()
  let number = 0
  return (message) => {
    for (const part of message.parts) if (part.type === "tool-call") tools.set(part.callId, part.name)
    return entry(message, ++number, options, tools)
  }
}

/** The entry of one message. `tools` has the names of tools by the ids of their calls, for results that do not name theirs. */
export const entry = (
  message: Message.Message,
  number: number,
  options: Options = {},
  tools: ReadonlyMap<string, string> = new Map()
): Entry => {
  const shown = message.parts.filter((part) => Hidden.isShown(part, options))
  const author = message.author?.name ?? message.author?.id
  const time = message.createdAt ?? message.sentAt
  return {
    number,
    role: message.role,
    ...(author !== undefined && { author }),
    ...(message.ref !== undefined && { ref: message.ref }),
    ...(time !== undefined && { time }),
    ...(message.model !== undefined && { model: message.model }),
    facts: options.detail === "text" ? [] : EntryFacts.of(message, options.detail === "compact"),
    blocks: shown.flatMap((part) => PartBlock.of(part, options, tools)),
    footnotes: shown.flatMap((part) => (part.type === "citation" ? [PartBlock.footnote(part, message.parts)] : [])),
    notShown: Hidden.of(message, options)
  }
}
