/** Notes for a person after a page: the command for the next page, and which elements could not be read. */
import type { Page } from "@org/messages-core"
import { ShellQuote } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import { UnreadableElements } from "../errors/CommandFailure.js"
import * as Note from "../output/Note.js"

/** The remark about a conversation without messages. Some providers give an empty list for one that does not exist. */
export const empty = Effect.map(GlobalOptions, ({ archive }) =>
  archive === undefined
    ? "No messages: the conversation is empty, or the provider does not know it."
    : `No messages: the archive has none of this conversation. ${ArchiveOptions.fill(archive.file)}`
)

/** The remark about a provider without conversations. */
export const none = Effect.map(GlobalOptions, ({ archive }) =>
  archive === undefined
    ? "No conversations."
    : `The archive has no such conversations. ${ArchiveOptions.fill(archive.file)}`
)

/** Prints the command line that reads the next page, if there is one. `command` is the command with its arguments. */
export const goOn = Effect.fn("PageNotes.goOn")(function* (
  { items, next, total }: Page.Page<unknown>,
  command: string
) {
  if (next === undefined) return
  const { archive, sandbox } = yield* GlobalOptions
  const count = total === undefined ? `${items.length}` : `${items.length} of ${total}`
  const line = `messages ${sandbox ? "--sandbox " : ""}${command}${ArchiveOptions.words(archive)} --cursor ${ShellQuote.quote(next)}`
  yield* Note.note(`\n${count} shown. To continue:\n  ${line}`)
})

/** Fails if elements could not be read. The others have been printed by then. */
export const failOnFaults = Effect.fn("PageNotes.failOnFaults")(function* (list: ReadonlyArray<Page.PageFault>) {
  yield* faults(list)
  if (list.length > 0) yield* new UnreadableElements({ count: list.length, faults: list })
})

/** A remark about each element that could not be read. */
export const faults = (list: ReadonlyArray<Page.PageFault>) =>
  Effect.forEach(list, (fault) => Note.note(`Not shown: ${sentence(fault)}`), { discard: true })

const sentence = ({ index, path, problem }: Page.PageFault): string =>
  `element ${index}${path === "" ? "" : ` at ${path}`} of its page: ${problem}`
