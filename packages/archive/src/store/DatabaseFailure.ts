/** Turns errors of databases into failures of the archive, by their codes alone: a database's message may repeat stored data. */
import type { SqlError } from "@effect/sql/SqlError"
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { ArchiveFailure, type ArchiveReason } from "../ArchiveError.js"

/** Where the archive is, for its failures. */
export interface Place {
  /** The file, or the setting that names the database. */
  readonly name: string
  /** The setting that a person would change. */
  readonly setting: string
}

/** The failure of a statement, or of the system beneath it. */
export const of =
  ({ name, setting }: Place) =>
  (error: { readonly cause?: unknown }): ArchiveFailure => {
    const code = codeOf(error)
    const reason = reasonOf(code)
    const [problem, advice] = sentences(code, setting)[reason]
    return new ArchiveFailure({ reason, place: name, problem, advice })
  }

/** Turns errors of statements into failures, and lets other errors pass. */
export const mapped =
  (place: Place) =>
  <A, E, R>(self: Effect.Effect<A, E | SqlError, R>): Effect.Effect<A, Exclude<E, SqlError> | ArchiveFailure, R> =>
    Effect.catchIf(self, isSqlError, (error) => Effect.fail(of(place)(error)))

/** The failure of one reason. */
export const because = ({ name, setting }: Place, reason: ArchiveReason): ArchiveFailure => {
  const [problem, advice] = sentences(undefined, setting)[reason]
  return new ArchiveFailure({ reason, place: name, problem, advice })
}

/** The failure of a file that does not exist. */
export const missing = ({ name }: Place, advice: string): ArchiveFailure =>
  new ArchiveFailure({ reason: "Missing", place: name, problem: "does not exist yet", advice })

/** Whether the database is in use by another program, so that another attempt will help. */
export const isBusy = (error: { readonly cause?: unknown }): boolean =>
  codeOf(error)?.startsWith("SQLITE_BUSY") === true

/** Whether an error is one of a statement. */
export const isSqlError = (error: unknown): error is SqlError => Predicate.isTagged(error, "SqlError")

const sentences = (
  code: string | undefined,
  setting: string
): { readonly [R in ArchiveReason]: readonly [problem: string, advice: string] } => ({
  Missing: ["does not exist yet", "sync or import into it first"],
  Busy: ["is in use by another program", "wait until that program's sync or import has ended, and run this again"],
  Full: [
    "has no room: its disk is full. Nothing that was archived before is lost",
    "free some space on the disk and run this again; it resumes where it stopped"
  ],
  ReadOnly: ["is read-only", `give this user write access to it, or name another archive with ${setting}`],
  Newer: ["was made by a newer version of this program", "install the newer version"],
  NotAnArchive: ["is not an archive", `name another one with ${setting}`],
  Damaged: ["is damaged", "move it away and restore a copy, or sync again into a new archive"],
  Unavailable: [`cannot be used${code === undefined ? "" : ` (${code})`}`, `check ${setting}`]
})

const reasonOf = (code: string | undefined): ArchiveReason => {
  const found = Object.entries(reasons).find(([prefix]) => code?.startsWith(prefix) === true)
  return found === undefined ? "Unavailable" : found[1]
}

/** Prefixes of the codes of SQLite, of the system, and of PostgreSQL (appendix A of its manual). */
const reasons: { readonly [prefix: string]: ArchiveReason } = {
  SQLITE_BUSY: "Busy",
  SQLITE_LOCKED: "Busy",
  SQLITE_FULL: "Full",
  ENOSPC: "Full",
  EDQUOT: "Full",
  "53100": "Full",
  SQLITE_READONLY: "ReadOnly",
  EROFS: "ReadOnly",
  EACCES: "ReadOnly",
  "25006": "ReadOnly",
  "42501": "ReadOnly",
  SQLITE_NOTADB: "NotAnArchive",
  EISDIR: "NotAnArchive",
  SQLITE_CORRUPT: "Damaged",
  XX001: "Damaged",
  XX002: "Damaged"
}

const codeOf = ({ cause }: { readonly cause?: unknown }): string | undefined => ErrorCode.of(cause)
