/** The archive in a SQLite file, which only the user of this program can read. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import { createClient } from "@libsql/client"
import * as LazyResource from "@org/messages-core/LazyResource"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as RcRef from "effect/RcRef"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { dirname } from "node:path"
import { pathToFileURL } from "node:url"
import type { ArchiveFailure } from "../ArchiveError.js"
import type { Database, Use } from "./Database.js"
import * as DatabaseFailure from "./DatabaseFailure.js"
import * as Migrations from "./Migrations.js"
import type { Migration } from "./Tables.js"

/** A file, and how to use it. */
export interface SqliteOptions {
  readonly path: string
  /** The setting that names the path. */
  readonly setting: string
  /** What to do if there is no file. With it, a missing file is a failure; without it, the file is made. */
  readonly ifMissing?: string | undefined
  /** How long to wait while another program writes; 30 seconds if absent. */
  readonly patience?: Duration.Duration | undefined
  /** Pragmas of SQLite that run after all others. */
  readonly pragmas?: ReadonlyArray<string> | undefined
  /** The migrations to run; those of this version if absent. */
  readonly migrations?: ReadonlyArray<Migration> | undefined
}

/** The path of a database in memory, which ends with the process. */
export const memory = ":memory:"

const defaultPatience = Duration.seconds(30)

/**
 * Opens the file on first use. Operations run one at a time, and after an error of a statement on a new connection: when the file is locked,
 * this client leaves the statement unfinished, and later writes on that connection would report success without being stored.
 */
export const make = (options: SqliteOptions): Effect.Effect<Database, never, Scope.Scope> =>
  Effect.gen(function* () {
    const { path, patience = defaultPatience, setting } = options
    const place = { name: path, setting }
    const gate = yield* Effect.makeSemaphore(1)
    const exclusive = path === memory ? onlyHolder({ value: false }, place) : lockFile(`${path}-lock`, place)
    const connection = yield* LazyResource.make(connect(options, place, exclusive))
    const disconnect = path === memory ? Effect.void : RcRef.invalidate(connection)

    const use: Use = (operation) =>
      Effect.scoped(Effect.flatMap(RcRef.get(connection), operation)).pipe(
        Effect.tapError((error) => (DatabaseFailure.isSqlError(error) ? disconnect : Effect.void)),
        Effect.uninterruptible,
        gate.withPermits(1),
        Effect.retry({
          while: (error) => DatabaseFailure.isSqlError(error) && DatabaseFailure.isBusy(error),
          schedule: Schedule.intersect(Schedule.spaced("20 millis"), Schedule.recurUpTo(patience))
        }),
        DatabaseFailure.mapped(place)
      )

    return {
      dialect: "sqlite",
      place,
      read: use,
      write: (operation) => use((sql) => transaction(sql)(operation(sql))),
      // Opening the file may have to migrate it, which needs the same lock.
      exclusive: Effect.zipRight(
        use(() => Effect.void),
        Effect.asVoid(exclusive)
      ),
      size: Effect.map(
        use(
          (sql) =>
            sql<{
              readonly bytes: number
            }>`SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`
        ),
        ([row]) => row?.bytes ?? 0
      )
    }
  })

/** One transaction on the one connection: the client's own transactions would each open a new connection, without its settings. */
const transaction =
  (sql: SqlClient.SqlClient) =>
  <A, E>(operation: Effect.Effect<A, E>): Effect.Effect<A, E | SqlError> =>
    sql.unsafe("BEGIN IMMEDIATE").pipe(
      Effect.zipRight(operation),
      Effect.tap(sql.unsafe("COMMIT")),
      Effect.onError(() => Effect.ignore(sql.unsafe("ROLLBACK")))
    )

const connect = (
  { ifMissing, migrations, path, patience = defaultPatience, pragmas = [] }: SqliteOptions,
  place: DatabaseFailure.Place,
  exclusive: Effect.Effect<unknown, ArchiveFailure, Scope.Scope>
) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    if (ifMissing !== undefined && !(yield* Effect.mapError(fs.exists(path), DatabaseFailure.of(place))))
      return yield* DatabaseFailure.missing(place, ifMissing)
    if (path !== memory) yield* Effect.mapError(prepare(path), DatabaseFailure.of(place))
    const sql = yield* client(path, place)
    // The client blocks the whole process while it waits for a lock.
    yield* sql`PRAGMA busy_timeout = 20`
    // Only for a new file. Bodies of the usual size waste a fifth of a page of 4 KB, a tenth of one of 8 KB, and a twentieth of this.
    yield* sql`PRAGMA page_size = 16384`
    yield* sql`PRAGMA journal_mode = WAL`
    // A crash of the machine may lose the last commits but never damages the file; the next sync reads the lost messages again.
    yield* sql`PRAGMA synchronous = NORMAL`
    yield* sql`PRAGMA cache_size = -32768`
    yield* sql`PRAGMA journal_size_limit = 33554432`
    // So that the file alone is a complete copy while no program uses it.
    yield* Effect.addFinalizer(() => Effect.ignore(sql`PRAGMA wal_checkpoint(TRUNCATE)`))
    for (const pragma of pragmas) yield* sql.unsafe(pragma)
    yield* Migrations.run({
      sql,
      dialect: "sqlite",
      place,
      migrations,
      transaction: transaction(sql),
      alone: (operation) =>
        Effect.retry(exclusive, {
          while: ({ reason }) => reason === "Busy",
          schedule: Schedule.intersect(Schedule.spaced("200 millis"), Schedule.recurUpTo(patience))
        }).pipe(Effect.zipRight(operation), Effect.scoped),
      keep: (version) => (path === memory ? Effect.void : copy(fs, sql, path, version, place))
    })
    return sql
  }).pipe(Effect.provide([NodeFileSystem.layer, Reactivity.layer]))

const client = (path: string, place: DatabaseFailure.Place) =>
  Effect.gen(function* () {
    const liveClient = yield* Effect.acquireRelease(
      Effect.try({
        try: () => createClient({ url: path === memory ? memory : pathToFileURL(path).href }),
        catch: (cause) => DatabaseFailure.of(place)({ cause })
      }),
      (client) => Effect.sync(() => client.close())
    )
    return yield* LibsqlClient.make({ liveClient })
  })

/** SQLite gives its other files the permissions of this one. */
const prepare = (path: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    yield* fs.makeDirectory(dirname(path), { recursive: true, mode: 0o700 })
    yield* Effect.scoped(fs.open(path, { flag: "a", mode: 0o600 }))
  })

/** A copy of the file beside it, whole or not at all. */
const copy = (
  fs: FileSystem.FileSystem,
  sql: SqlClient.SqlClient,
  path: string,
  version: number,
  place: DatabaseFailure.Place
) =>
  Effect.gen(function* () {
    const partial = `${path}.version-${version}.partial`
    yield* fs.remove(partial, { force: true })
    yield* sql`VACUUM INTO ${partial}`
    yield* fs.chmod(partial, 0o600)
    yield* fs.rename(partial, `${path}.version-${version}`)
  }).pipe(Effect.mapError((error) => (DatabaseFailure.isSqlError(error) ? error : DatabaseFailure.of(place)(error))))

/** An exclusive transaction in a file of its own. The system releases its lock when the process ends, however it ends. */
const lockFile = (path: string, place: DatabaseFailure.Place) =>
  Effect.gen(function* () {
    yield* Effect.mapError(prepare(path), DatabaseFailure.of(place))
    const sql = yield* client(path, place)
    yield* sql`PRAGMA busy_timeout = 20`
    // Closing alone leaves the transaction open until the garbage collector frees the statements.
    yield* Effect.acquireRelease(sql`BEGIN EXCLUSIVE`, () => Effect.ignore(sql`ROLLBACK`))
  }).pipe(DatabaseFailure.mapped(place), Effect.provide([NodeFileSystem.layer, Reactivity.layer]))

/** The same within one process, for a database that no other process has. */
const onlyHolder = (isHeld: { value: boolean }, place: DatabaseFailure.Place) =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      if (isHeld.value) return Effect.fail(DatabaseFailure.because(place, "Busy"))
      isHeld.value = true
      return Effect.void
    }),
    () => Effect.sync(() => (isHeld.value = false))
  )
