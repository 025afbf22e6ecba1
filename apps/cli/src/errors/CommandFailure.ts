/** Every error that can end a command. */
import type { ReadFailure } from "@org/messages-conversations"
import type { Drift, FormatError, MessageError, Page } from "@org/messages-core"
import type { Report } from "@org/messages-formats"
import type { LocalFile, Sandbox } from "@org/messages-runtime"
import type { StreamFailure, UsageError } from "@org/messages-terminal"
import type * as ConfigError from "effect/ConfigError"
import * as Data from "effect/Data"
import type { ExportsFailure } from "./ExportsFailure.js"
import type { ArchiveErrors } from "./ArchiveErrors.js"
import type { Interrupted } from "../Interruption.js"
import type { KeepFailure } from "./KeepFailure.js"

/** The provider's message departs from its contract. */
export class ContractDrift extends Data.TaggedError("ContractDrift")<{
  readonly drift: ReadonlyArray<Drift.Drift>
}> {}

/** Elements of a list could not be read; the others were printed. `faults` has the first of them. */
export class UnreadableElements extends Data.TaggedError("UnreadableElements")<{
  readonly count: number
  readonly faults: ReadonlyArray<Page.PageFault>
}> {}

/** Some of many messages could not be read; the result has the error of each. */
export class UnreadMessages extends Data.TaggedError("UnreadMessages")<{
  readonly count: number
  readonly asked: number
  /** The highest exit code of the errors. */
  readonly exit: number
}> {}

/** A conversation could not be read to its end. `command` continues if a cursor is added. */
export class UnfinishedReading extends Data.TaggedError("UnfinishedReading")<{
  readonly failure: ReadFailure
  readonly command: string
}> {}

/** The agent did not reply in time to a message that was posted as `ref`. */
export class NoReply extends Data.TaggedError("NoReply")<{
  readonly ref: string
  readonly conversation: string
  /** How long the command waited, as the user typed it. */
  readonly patience: string
}> {}

/** A message was posted, but its ref could not be printed. */
export class OutputFailure extends Data.TaggedError("OutputFailure")<{
  readonly ref: string
  readonly failure: StreamFailure
}> {}

/** The provider does not accept a file of the command line. */
export class RejectedFile extends Data.TaggedError("RejectedFile")<{
  readonly file: string
  readonly error: MessageError.InvalidDraft
}> {}

/** The document has a loss that `--fail-on` names. */
export class LossFound extends Data.TaggedError("LossFound")<{
  readonly found: ReadonlyArray<"dropped" | "changed" | "synthetic">
  readonly counts: Report.Counts
  /** How many objects that are not messages are dropped: other lines of a session file, or the other keys of a body, which count as one. */
  readonly others: number
  /** The whole report if it was requested, otherwise its counts; and how many objects of each type are not messages. */
  readonly report: object
}> {
  /** The exit code. */
  static readonly exit = 10
}

/** A check found something, which has already been printed. */
export class FindingsFound extends Data.TaggedError("FindingsFound")<{ readonly count: number }> {}

/** Any error that can end a command. */
export type CommandFailure =
  | MessageError.MessageError
  | UsageError
  | FormatError.FormatError
  | LossFound
  | FindingsFound
  | LocalFile.UnreadableFile
  | RejectedFile
  | ConfigError.ConfigError
  | ContractDrift
  | UnreadableElements
  | UnreadMessages
  | UnfinishedReading
  | NoReply
  | Sandbox.ListenFailure
  | Interrupted
  | StreamFailure
  | OutputFailure
  | KeepFailure
  | ExportsFailure
  | ArchiveErrors
