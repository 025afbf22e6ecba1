/** The errors of exports, verifications and copies, apart from those of `@org/messages-conversations`. */
import type { MessageError, Provider } from "@org/messages-core"
import type {
  CopyConflict,
  CopyFailure,
  ExportFileConflict,
  InUse,
  ReadFailure,
  StorageFailure
} from "@org/messages-conversations"
import * as Data from "effect/Data"

/** An export is complete, except for elements that could not be read. */
export class ExportFaults extends Data.TaggedError("ExportFaults")<{
  readonly path: string
  readonly count: number
}> {}

/** An export does not match its state, or has a line that is not a message. `more` counts the faults that are not listed. */
export class FaultyExport extends Data.TaggedError("FaultyExport")<{
  readonly path: string
  readonly faults: ReadonlyArray<{ readonly line?: number; readonly problem: string }>
  readonly more: number
}> {}

/** A provider lists the conversations of a workspace, and none is known. `id` is the name of the workspace's id. */
export class SkippedProvider extends Data.TaggedError("SkippedProvider")<{
  readonly provider: Provider.Provider
  readonly id: string
  readonly variable: string | undefined
}> {}

/** The errors of the export of one conversation. */
export type ExportFailure =
  | ReadFailure
  | ExportFileConflict
  | InUse
  | StorageFailure
  | ExportFaults
  | FaultyExport
  | SkippedProvider
  | MessageError.MessageError

/** Some of several exports failed; the others are done. `of` is the ref, or what `--all` named. */
export class FailedExports extends Data.TaggedError("FailedExports")<{
  readonly done: number
  readonly failures: ReadonlyArray<{ readonly of: string; readonly failure: ExportFailure }>
}> {}

/** The target cannot hold the conversation with these options. */
export class RefusedCopy extends Data.TaggedError("RefusedCopy")<{
  readonly problems: ReadonlyArray<{ readonly n: number; readonly problem: string; readonly count: number }>
}> {}

/** All of these. */
export type KeepFailure = ExportFailure | FailedExports | RefusedCopy | CopyConflict | CopyFailure
