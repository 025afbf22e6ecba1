/** Shows a message to a person. All text of the message is escaped. Metadata and residue are named, not shown. */
import type { Message } from "@org/messages-core"
import { type Document, Terminal } from "@org/messages-formats"
import { type Command, type Style, Wrap } from "@org/messages-terminal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as DocumentOptions from "../commandline/DocumentOptions.js"

/** The text of a message: who wrote it, what is known about it, and its parts; with Markdown rendered and lines wrapped if there are columns. */
export const message = (message: Message.Message, style: Style.Style, columns?: number, shown: Shown = {}): string =>
  Terminal.message(message, screen(style, columns, shown), { ...usual, ...shown })

/** The same for the messages of a conversation, one after another. */
export const conversation = (
  style: Style.Style,
  columns?: number,
  shown: Shown = {}
): ((message: Message.Message) => string) =>
  Terminal.conversation(screen(style, columns, shown), { ...usual, ...shown })

/** What is shown, and the current time if the age of messages is shown. */
export interface Shown extends Document.Options {
  readonly now?: number
}

/** The values of the options. */
export const shown = (given: Command.Given): Effect.Effect<Shown> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const [detail, reasoning] = [given.value(DocumentOptions.detail), given.value(DocumentOptions.reasoning)]
    return {
      ...(detail !== undefined && { detail }),
      ...(reasoning !== undefined && { reasoning }),
      ...(given.value(DocumentOptions.ago) && { now })
    }
  })

const usual = { reasoning: "include" } as const

const screen = (style: Style.Style, columns: number | undefined, { now }: Shown): Terminal.Screen => ({
  style,
  width: Wrap.width,
  wrap: Wrap.text,
  hint: " (see --format json)",
  ...(columns !== undefined && { columns }),
  ...(now !== undefined && { now })
})
