/** What the archive needs of a database, whether it is SQLite or PostgreSQL. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ArchiveFailure } from "../ArchiveError.js"
import type { Place } from "./DatabaseFailure.js"

/** Which database it is. */
export type Dialect = "sqlite" | "postgres"

/** Runs statements; their errors become failures of the archive, and other errors pass. The effect may run again if the database is busy. */
export type Use = <A, E>(
  operation: (sql: SqlClient.SqlClient) => Effect.Effect<A, E>
) => Effect.Effect<A, Exclude<E, SqlError> | ArchiveFailure>

/** An open database that has the tables of this version. */
export interface Database {
  readonly dialect: Dialect
  readonly place: Place
  /** Reads. */
  readonly read: Use
  /** Writes, in one transaction. */
  readonly write: Use
  /** The lock for syncs and imports, held until the scope closes. A second holder, in any process, fails with `Busy`. */
  readonly exclusive: Effect.Effect<void, ArchiveFailure, Scope.Scope>
  /** Its size in bytes. */
  readonly size: Effect.Effect<number, ArchiveFailure>
}
