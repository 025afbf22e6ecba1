/** Shows a message to a person. All text of the message is escaped. Metadata and residue are named, not shown. */
import type { Message } from "@org/messages-core"
import { Terminal } from "@org/messages-formats"
import { type Style, Wrap } from "@org/messages-terminal"

/** The text of a message: who wrote it, what is known about it, and its parts; with Markdown rendered and lines wrapped if there are columns. */
export const message = (message: Message.Message, style: Style.Style, columns?: number): string =>
  Terminal.message(message, screen(style, columns), options)

/** The same for the messages of a conversation, one after another. */
export const conversation = (style: Style.Style, columns?: number): ((message: Message.Message) => string) =>
  Terminal.conversation(screen(style, columns), options)

const options = { reasoning: "include" } as const

const screen = (style: Style.Style, columns?: number): Terminal.Screen => ({
  style,
  width: Wrap.width,
  wrap: Wrap.text,
  hint: " (see --format json)",
  ...(columns !== undefined && { columns })
})
