/** The errors of the archive's commands, apart from those of `@org/messages-archive`. */
import type { ArchiveVerification, ImportConflict, InvalidQuery, SyncReport } from "@org/messages-archive"
import * as Data from "effect/Data"

/** A verification found problems in the archive. */
export class FaultyArchive extends Data.TaggedError("FaultyArchive")<{
  readonly place: string
  readonly verification: ArchiveVerification.ArchiveVerification
}> {}

/** A sync could not read everything. */
export class UnfinishedSync extends Data.TaggedError("UnfinishedSync")<{
  readonly faults: ReadonlyArray<SyncReport.SyncFault>
  readonly faultCount: number
}> {}

/** All of these. */
export type ArchiveErrors = ImportConflict | InvalidQuery | FaultyArchive | UnfinishedSync
