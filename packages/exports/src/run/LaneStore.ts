/** What a lane needs of the store. */
import type { Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { ExportsUnavailable } from "../ExportsError.js"
import type { ExportRow } from "../store/ExportRows.js"
import * as LaneRecords from "../store/LaneRecords.js"
import { type Database, unavailable } from "../store/Database.js"

type Stored<A> = Effect.Effect<A, ExportsUnavailable>

/** The steps of an export, each of which is one transaction. */
export interface LaneStore {
  readonly claim: (id: string, lane: number) => Stored<LaneRecords.Task>
  readonly commit: (id: string, place: LaneRecords.Place, page: LaneRecords.PageCommit) => Stored<LaneRecords.Committed>
  readonly fail: (id: string, place: LaneRecords.Place, problem: Problem.Problem) => Stored<void>
  readonly commitList: (row: ExportRow, refs: ReadonlyArray<string>, next: string | undefined) => Stored<void>
  readonly failList: (row: ExportRow, problem: Problem.Problem) => Stored<void>
  readonly finishExport: (id: string) => Stored<void>
}

/** The steps over a database. Their failures name `setting`. */
export const make = (database: Database, setting: string): LaneStore => {
  const attempt = Effect.mapError(unavailable(setting))
  return {
    claim: (id, lane) => attempt(LaneRecords.claim(database, id, lane)),
    commit: (id, place, page) => attempt(LaneRecords.commit(database, id, place, page)),
    fail: (id, place, problem) => attempt(LaneRecords.fail(database, id, place, problem)),
    commitList: (row, refs, next) => attempt(LaneRecords.commitList(database, row, refs, next)),
    failList: (row, problem) => attempt(LaneRecords.failList(database, row, problem)),
    finishExport: (id) => attempt(LaneRecords.finishExport(database, id))
  }
}
