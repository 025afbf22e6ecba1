/** The archive in a PostgreSQL database, which several machines may share. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as LazyResource from "@org/messages-core/LazyResource"
import * as Effect from "effect/Effect"
import * as RcRef from "effect/RcRef"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { Database, Use } from "./Database.js"
import * as DatabaseFailure from "./DatabaseFailure.js"
import * as Migrations from "./Migrations.js"
import type { Migration } from "./Tables.js"

/** A database. */
export interface PostgresOptions {
  readonly url: Redacted.Redacted
  /** The setting that has the URL; failures name it, and never the URL. */
  readonly setting: string
  /** The migrations to run; those of this version if absent. */
  readonly migrations?: ReadonlyArray<Migration> | undefined
}

/** Opens the database on first use. */
export const make = ({ migrations, setting, url }: PostgresOptions): Effect.Effect<Database, never, Scope.Scope> =>
  Effect.gen(function* () {
    const place = { name: setting, setting }
    const connection = yield* LazyResource.make(
      Effect.gen(function* () {
        const sql = yield* PgClient.make({ url, applicationName: "messages-archive", maxConnections: 6 })
        // Several programs may create the tables at once.
        const transaction = <A, E>(operation: Effect.Effect<A, E>) =>
          sql.withTransaction(Effect.zipRight(sql`SELECT pg_advisory_xact_lock(${lockClass}, 1)`, operation))
        yield* Migrations.run({
          sql,
          dialect: "postgres",
          place,
          migrations,
          transaction,
          alone: (operation) => operation,
          keep: () => Effect.void
        })
        return sql
      }).pipe(Effect.provide(Reactivity.layer))
    )

    const read: Use = (operation) =>
      Effect.scoped(Effect.flatMap(RcRef.get(connection), operation)).pipe(DatabaseFailure.mapped(place))

    return {
      dialect: "postgres",
      place,
      read,
      write: (operation) => read((sql) => sql.withTransaction(operation(sql))),
      exclusive: RcRef.get(connection).pipe(
        Effect.flatMap((sql) => lock(sql, place)),
        DatabaseFailure.mapped(place)
      ),
      size: Effect.map(
        read((sql) => sql<{ readonly bytes: string }>`SELECT pg_database_size(current_database()) AS bytes`),
        ([row]) => Number(row?.bytes ?? 0)
      )
    }
  })

/** The class of the archive's advisory locks ("msga"). */
const lockClass = 0x6d736761

/** An advisory lock on a connection of its own. The database releases it when the connection ends. */
const lock = (sql: SqlClient.SqlClient, place: DatabaseFailure.Place) =>
  Effect.gen(function* () {
    const connection = yield* sql.reserve
    const ask = (question: string): Effect.Effect<boolean, SqlError> =>
      Effect.map(connection.executeValues(`SELECT ${question}($1::int, 2)`, [lockClass]), ([row]) => row?.[0] === true)
    if (!(yield* ask("pg_try_advisory_lock"))) return yield* DatabaseFailure.because(place, "Busy")
    yield* Effect.addFinalizer(() => Effect.ignore(ask("pg_advisory_unlock")))
  })
