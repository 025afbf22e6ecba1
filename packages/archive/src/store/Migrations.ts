/** Brings the tables of a database to this version. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import type { ArchiveFailure } from "../ArchiveError.js"
import type { Dialect } from "./Database.js"
import * as DatabaseFailure from "./DatabaseFailure.js"
import * as Tables from "./Tables.js"

/** What a database needs. */
export interface Options {
  readonly sql: SqlClient.SqlClient
  readonly dialect: Dialect
  readonly place: DatabaseFailure.Place
  /** Runs an operation in one transaction, during which no other program can write. */
  readonly transaction: <A, E>(operation: Effect.Effect<A, E>) => Effect.Effect<A, E | SqlError>
  /** Waits until no other program syncs, imports or migrates, and keeps others from starting while it runs an operation. */
  readonly alone: <A, E>(operation: Effect.Effect<A, E>) => Effect.Effect<A, E | ArchiveFailure>
  /** Keeps a copy of a database of an older version. */
  readonly keep: (version: number) => Effect.Effect<void, SqlError | ArchiveFailure>
  readonly migrations?: ReadonlyArray<Tables.Migration> | undefined
}

/** Creates the tables, or migrates older ones. A newer version, or a file with other tables, is refused and left unchanged. */
export const run = ({
  alone,
  dialect,
  keep,
  migrations = Tables.migrations,
  place,
  sql,
  transaction
}: Options): Effect.Effect<void, SqlError | ArchiveFailure> =>
  Effect.gen(function* () {
    const newest = migrations.at(-1)?.version ?? 0
    const create = transaction(
      Effect.gen(function* () {
        // Another program may have done it meanwhile.
        const from = yield* versionOf(sql, dialect)
        if (from >= newest) return
        if (from === 0) yield* sql`CREATE TABLE archive_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)`
        for (const { statements, version } of migrations)
          if (version > from) for (const statement of statements(dialect)) yield* sql.unsafe(statement)
        yield* sql`DELETE FROM archive_setting WHERE name = 'version'`
        yield* sql`INSERT INTO archive_setting (name, value) VALUES ('version', ${String(newest)})`
      })
    )
    const migrate = Effect.gen(function* () {
      const from = yield* versionOf(sql, dialect)
      if (from === newest) return
      yield* keep(from)
      yield* create
    })
    // In this order, because another program may create its tables in between.
    const isForeign = dialect === "sqlite" && (yield* hasTables(sql))
    const current = yield* versionOf(sql, dialect)
    if (current === newest) return
    if (current > newest) return yield* DatabaseFailure.because(place, "Newer")
    if (current > 0) return yield* alone(migrate)
    if (isForeign) return yield* DatabaseFailure.because(place, "NotAnArchive")
    yield* create
  })

/** The version of the tables; 0 if there are none. */
const versionOf = (sql: SqlClient.SqlClient, dialect: Dialect): Effect.Effect<number, SqlError> =>
  Effect.gen(function* () {
    const found =
      dialect === "sqlite"
        ? yield* sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'archive_setting'`
        : yield* sql`SELECT 1 AS name WHERE to_regclass('archive_setting') IS NOT NULL`
    if (found.length === 0) return 0
    const [row] = yield* sql<{ readonly value: string }>`SELECT value FROM archive_setting WHERE name = 'version'`
    return Number(row?.value ?? 0)
  })

const hasTables = (sql: SqlClient.SqlClient) =>
  Effect.map(sql`SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1`, ({ length }) => length > 0)
