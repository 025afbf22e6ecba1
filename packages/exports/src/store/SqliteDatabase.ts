/** A SQLite file that only one process uses. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import { SqlError } from "@effect/sql/SqlError"
import { createClient } from "@libsql/client"
import * as Effect from "effect/Effect"
import * as RcRef from "effect/RcRef"
import * as Duration from "effect/Duration"
import { pathToFileURL } from "node:url"
import type { Database, Statements } from "./Database.js"

/**
 * Opens the file. Operations run one at a time, and after a failure on a new connection: a statement that failed may leave its connection
 * unusable. Transactions are plain statements, because the client's own replaces the connection and so loses its settings.
 */
export const make = (path: string) =>
  Effect.gen(function* () {
    const turn = yield* Effect.makeSemaphore(1)
    const connection = yield* RcRef.make({ acquire: connect(path), idleTimeToLive: Duration.infinity })

    const run = <A>(statements: Statements<A>) =>
      Effect.scoped(Effect.flatMap(RcRef.get(connection), statements)).pipe(
        Effect.tapErrorCause(() => RcRef.invalidate(connection)),
        Effect.uninterruptible,
        turn.withPermits(1)
      )

    const database: Database = {
      dialect: "sqlite",
      use: run,
      transaction: (statements) =>
        run((sql) =>
          Effect.zipRight(sql`BEGIN IMMEDIATE`, statements(sql)).pipe(
            Effect.tap(() => sql`COMMIT`),
            Effect.tapErrorCause(() => Effect.ignore(sql`ROLLBACK`))
          )
        )
    }
    yield* database.use((sql) => sql`SELECT 1`)
    return database
  })

const connect = (path: string) =>
  Effect.gen(function* () {
    const liveClient = yield* Effect.acquireRelease(
      Effect.try({
        try: () => createClient({ url: pathToFileURL(path).href }),
        catch: (cause) => new SqlError({ cause, message: "cannot open the file" })
      }),
      (client) => Effect.sync(() => client.close())
    )
    const sql = yield* LibsqlClient.make({ liveClient })
    yield* sql`PRAGMA journal_mode = WAL`
    // A page that is reported as stored must survive a crash of the machine.
    yield* sql`PRAGMA synchronous = FULL`
    return sql
  }).pipe(Effect.provide(Reactivity.layer))
