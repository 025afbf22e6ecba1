/** The store in a SQLite file, which only the user of this program can read. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import { createClient } from "@libsql/client"
import * as LazyResource from "@org/messages-core/LazyResource"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as RcRef from "effect/RcRef"
import * as Schedule from "effect/Schedule"
import { dirname } from "node:path"
import { pathToFileURL } from "node:url"
import { IdempotencyStore, through } from "./IdempotencyStore.js"
import * as SqlFailure from "./SqlFailure.js"
import * as SqlStore from "./SqlStore.js"
import * as StoreClock from "./StoreClock.js"

/**
 * Opens the file. `setting` is the variable that a failure names.
 *
 * Operations run one at a time, and after a failure on a new connection: when the file is locked, this client leaves the statement
 * unfinished; until garbage collection, later writes on that connection report success without being stored.
 */
export const make = (path: string, setting: string) =>
  Effect.gen(function* () {
    const gate = yield* Effect.makeSemaphore(1)
    const clock = yield* StoreClock.make
    const connection = yield* LazyResource.make(connect(path, setting, clock))
    const disconnect = path === memory ? Effect.void : RcRef.invalidate(connection)
    const store = through((operation) =>
      Effect.scoped(Effect.flatMap(RcRef.get(connection), operation)).pipe(
        Effect.tapError(() => disconnect),
        Effect.uninterruptible,
        gate.withPermits(1),
        Effect.retry({ while: ({ isBusy }) => isBusy === true, schedule: Schedule.spaced("20 millis") })
      )
    )
    return IdempotencyStore.of(store)
  })

/** The path of a database that is kept in memory and forgotten with the process. */
export const memory = ":memory:"

const connect = (path: string, setting: string, clock: StoreClock.StoreClock) =>
  Effect.gen(function* () {
    const failed = SqlFailure.failed(setting)
    const run = SqlFailure.run(setting)
    if (path !== memory) yield* Effect.mapError(prepare(path), failed)
    const url = path === memory ? memory : pathToFileURL(path).href
    const liveClient = yield* Effect.acquireRelease(
      Effect.try({ try: () => createClient({ url }), catch: (cause) => failed({ cause }) }),
      (client) => Effect.sync(() => client.close())
    )
    const sql = yield* LibsqlClient.make({ liveClient })
    // The client blocks the whole process while it waits for a lock.
    yield* run(sql`PRAGMA busy_timeout = 20`)
    yield* run(sql`PRAGMA journal_mode = WAL`)
    // A commit must be on the disk when it is reported: a response that a crash of the machine loses would be posted again.
    yield* run(sql`PRAGMA synchronous = FULL`)
    // All programs that use the file are on one machine, and share its clock.
    return yield* SqlStore.make({ sql, clock, now: Clock.currentTimeMillis }, setting)
  }).pipe(Effect.provide([NodeFileSystem.layer, Reactivity.layer]))

/** SQLite gives its other files the permissions of this one. */
const prepare = (path: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    yield* fs.makeDirectory(dirname(path), { recursive: true, mode: 0o700 })
    yield* Effect.scoped(fs.open(path, { flag: "a", mode: 0o600 }))
  })
