/** Every error that can end a command. */
import type { Drift, FormatError, MessageError } from "@org/messages-core"
import type { Report } from "@org/messages-formats"
import type { LocalFile, Sandbox } from "@org/messages-runtime"
import type { StreamFailure, UsageError } from "@org/messages-terminal"
import type * as ConfigError from "effect/ConfigError"
import * as Data from "effect/Data"
import type { Interrupted } from "../Interruption.js"

/** The provider's message departs from its contract. */
export class ContractDrift extends Data.TaggedError("ContractDrift")<{
  readonly drift: ReadonlyArray<Drift.Drift>
}> {}

/** A message was posted, but its ref could not be printed. */
export class OutputFailure extends Data.TaggedError("OutputFailure")<{
  readonly ref: string
  readonly failure: StreamFailure
}> {}

/** The provider does not take a file of the command line. */
export class RejectedFile extends Data.TaggedError("RejectedFile")<{
  readonly file: string
  readonly error: MessageError.InvalidDraft
}> {}

/** The document does not say what `--fail-on` names. */
export class LossFound extends Data.TaggedError("LossFound")<{
  readonly found: ReadonlyArray<"dropped" | "changed" | "synthetic">
  readonly report: Report.Report
}> {}

/** A check found something, which is printed already. */
export class FindingsFound extends Data.TaggedError("FindingsFound")<{ readonly count: number }> {}

/** Any error that can end a command. */
export type Failure =
  | MessageError.MessageError
  | UsageError
  | FormatError.FormatError
  | LossFound
  | FindingsFound
  | LocalFile.UnreadableFile
  | RejectedFile
  | ConfigError.ConfigError
  | ContractDrift
  | Sandbox.ListenFailure
  | Interrupted
  | StreamFailure
  | OutputFailure
