/** What a command does with the messages that it reads before it prints them, and how it prints them in a format. */
import type { DocumentWriter } from "@org/messages-formats"
import type { LocalFile } from "@org/messages-runtime"
import type { Command, StreamFailure, Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import type { LossFound } from "../errors/CommandFailure.js"
import * as FilePaths from "./FilePaths.js"
import * as FormattedMessages from "./FormattedMessages.js"
import * as Redacting from "./Redacting.js"

/** The values of the options. */
export interface FormattedRead extends Redacting.Redacting {
  /** The document; `pretty` and `json` are printed elsewhere. */
  readonly output: FormattedMessages.Output<StreamFailure, Streams> | undefined
  /** Fails if the document loses what `--fail-on` names. */
  readonly failOnLoss: (end: DocumentWriter.End) => Either.Either<void, LossFound>
}

/** Reads the options of the command. */
export const make: (
  given: Command.Given,
  format: string,
  command: string
) => Effect.Effect<FormattedRead, UsageError | LocalFile.UnreadableFile> = Effect.fn("FormattedRead.make")(function* (
  given: Command.Given,
  format: string,
  command: string
) {
  const isDocument = format !== "pretty" && format !== "json"
  const options = isDocument ? yield* FormattedMessages.ofRead(given, format, command) : undefined
  if (!isDocument) yield* FilePaths.check(FilePaths.ofOptions(given), command)
  const redaction = yield* Redacting.make(given)
  return {
    ...redaction,
    output: options && FormattedMessages.open(options, FormattedMessages.toStandardOutput),
    failOnLoss: (end) => FormattedMessages.failOnLoss(end, { failOn: options?.failOn ?? [] })
  }
})
