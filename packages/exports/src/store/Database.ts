/** What the store needs of a database, whether it is SQLite or PostgreSQL. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { ErrorCode } from "@org/messages-core"
import type * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { ExportsUnavailable } from "../ExportsError.js"

/** A database. */
export interface Database {
  readonly dialect: "sqlite" | "postgres"
  /** Runs statements that need no transaction. */
  readonly use: <A>(statements: Statements<A>) => Effect.Effect<A, SqlError>
  /** Runs statements in one transaction, which is rolled back if it fails. */
  readonly transaction: <A>(statements: Statements<A>) => Effect.Effect<A, SqlError>
}

/** Statements over a client. */
export type Statements<A> = (sql: SqlClient.SqlClient) => Effect.Effect<A, SqlError>

/** The time of the database's clock in epoch milliseconds, as an expression: servers that share a database share its clock. */
export const now = (sql: SqlClient.SqlClient) =>
  sql.onDialectOrElse({
    pg: () => sql.literal("(extract(epoch FROM clock_timestamp()) * 1000)::float8"),
    orElse: () => sql.literal("(unixepoch('subsec') * 1000.0)")
  })

/**
 * Waits for a database at most this long, even where nothing can be interrupted. Statements that do not answer are left behind, because their
 * interruption would wait for the answer too.
 */
export const within = <A, E>(
  effect: Effect.Effect<A, E>,
  limit: Duration.DurationInput = "10 seconds"
): Effect.Effect<A, E | Cause.TimeoutException> =>
  Effect.timeout(Effect.interruptible(Effect.disconnect(effect)), limit)

/** The failure of a database. It has only the code, such as `SQLITE_FULL`, `ECONNREFUSED` or `25006`: a database's message may repeat stored data. */
export const unavailable =
  (setting: string) =>
  (error: { readonly cause?: unknown }): ExportsUnavailable =>
    new ExportsUnavailable({ problem: `${codeOf(error)}: see ${setting}` })

/** The error code of a failure, such as `ECONNREFUSED`; "it failed" if it has no code. */
export const codeOf = ({ cause }: { readonly cause?: unknown }): string => ErrorCode.of(cause) ?? "it failed"
