/** Exports conversations as documents of a format, each in a file that appears only when it is complete. */
import { ExportFileConflict, Pages, type ReadFailure, StorageFailure } from "@org/messages-conversations"
import { NewFile } from "@org/messages-conversations/node"
import type { Address, Message, Messages, Page } from "@org/messages-core"
import { Catalogue } from "@org/messages-formats"
import type { LocalFile } from "@org/messages-runtime"
import { type Command, type Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as FormattedMessages from "../convert/FormattedMessages.js"
import * as Redacting from "../convert/Redacting.js"
import type { LossFound } from "../errors/CommandFailure.js"
import * as Note from "../output/Note.js"
import * as ExportCommand from "./ExportCommand.js"

/** How a conversation is read, and the callbacks for progress. */
export interface Reading extends Pick<Pages.Options, "limit" | "through"> {
  readonly onPage: (page: Page.Page<Message.Message>, messages: number) => Effect.Effect<void>
}

/** The counts of one document. */
export interface Written {
  readonly messages: number
  readonly faults: number
  readonly isComplete: true
}

/** The documents of one command. */
export interface DocumentExport {
  /** The file extension of the documents. */
  readonly ending: string
  /** Writes the document of a conversation. */
  readonly write: (
    conversation: Address.ConversationAddress,
    path: string,
    reading: Reading
  ) => Effect.Effect<
    Written,
    ReadFailure | ExportFileConflict | StorageFailure,
    Messages.Messages | Streams | GlobalOptions
  >
  /** Reports the losses of all documents, and fails if `--fail-on` names one of them. */
  readonly end: Effect.Effect<void, LossFound, Streams | GlobalOptions>
}

/** Reads the options of the command. */
export const make: (
  given: Command.Given,
  format: string,
  isFolder: boolean
) => Effect.Effect<DocumentExport, UsageError | LocalFile.UnreadableFile> = Effect.fn("DocumentExport.make")(function* (
  given: Command.Given,
  format: string,
  isFolder: boolean
) {
  for (const option of [LossOptions.report, LossOptions.residue])
    if (isFolder && given.value(option) !== undefined)
      return yield* new UsageError({ problem: `${option.name} takes one conversation`, command: "export" })
  const file = { name: "--to", path: given.value(ExportCommand.to), isWritten: true }
  const options = yield* FormattedMessages.ofRead(given, format, "export", isFolder ? [] : [file])
  const redaction = yield* Redacting.make(given)
  const sum = { kept: 0, changed: 0, dropped: 0, added: 0, synthetic: 0 }
  const kinds = ["kept", "changed", "dropped", "added", "synthetic"] as const

  const write: DocumentExport["write"] = (conversation, path, { limit, onPage, through }) =>
    Effect.gen(function* () {
      const file = yield* NewFile.open(path)
      const output = FormattedMessages.open({ ...options, isSummed: true }, file.write)
      let messages = 0
      let faults = 0
      yield* Pages.pages(conversation, { limit, through }).pipe(
        Stream.runForEach((page) =>
          Effect.gen(function* () {
            messages += page.items.length
            faults += page.faults?.length ?? 0
            yield* output.add(redaction.next(page.items))
            yield* onPage(page, messages)
          })
        )
      )
      const { counts } = yield* output.end
      for (const kind of kinds) sum[kind] += counts?.[kind] ?? 0
      yield* file.finish
      return { messages, faults, isComplete: true } satisfies Written
    }).pipe(
      Effect.scoped,
      Effect.catchTags({
        NotExpressible: ({ message }) => Effect.fail(new ExportFileConflict({ path, problem: message })),
        InvalidDocument: ({ message }) => Effect.fail(new ExportFileConflict({ path, problem: message })),
        UnreadableFile: ({ path, reason }) => Effect.fail(new StorageFailure({ path, cause: `it ${reason}` }))
      })
    )

  return {
    ending: Catalogue.ending(format),
    write,
    end: Effect.gen(function* () {
      yield* redaction.note
      const line = options.report === undefined ? FormattedMessages.lineOf(sum, options.keep) : undefined
      if (line !== undefined) yield* Note.note(line)
      yield* FormattedMessages.failOnLoss({ text: "", counts: sum }, options)
    })
  }
})
