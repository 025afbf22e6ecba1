/** What can end a command of the archive, apart from the errors of `@org/messages-archive`. */
import type { ArchiveVerification, InvalidQuery, SyncReport } from "@org/messages-archive"
import * as Data from "effect/Data"

/** A verification found what is wrong with the archive. */
export class FaultyArchive extends Data.TaggedError("FaultyArchive")<{
  readonly place: string
  readonly verification: ArchiveVerification.ArchiveVerification
}> {}

/** A sync could not read everything. */
export class UnfinishedSync extends Data.TaggedError("UnfinishedSync")<{
  readonly faults: ReadonlyArray<SyncReport.SyncFault>
  readonly faultCount: number
}> {}

/** All of them. */
export type ArchiveErrors = InvalidQuery | FaultyArchive | UnfinishedSync
