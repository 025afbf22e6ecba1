/** The store in a file of SQLite, which only the user of this server can read. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import { createClient } from "@libsql/client"
import * as Effect from "effect/Effect"
import * as RcRef from "effect/RcRef"
import * as Schedule from "effect/Schedule"
import { dirname } from "node:path"
import { pathToFileURL } from "node:url"
import * as Opened from "./Opened.js"
import * as SqlStore from "./SqlStore.js"
import { Store, through } from "./Store.js"

/**
 * One operation at a time, and after a failure on a new connection: this client leaves a statement that found the file locked half
 * done, and whatever the same connection writes from then on is told as written and is not, until memory is cleaned up.
 */
export const make = (path: string) =>
  Effect.gen(function* () {
    const gate = yield* Effect.makeSemaphore(1)
    const connection = yield* Opened.lazily(connect(path))
    const leave = path === memory ? Effect.void : RcRef.invalidate(connection)
    const store = through((operation) =>
      Effect.scoped(Effect.flatMap(RcRef.get(connection), operation)).pipe(
        Effect.tapError(() => leave),
        Effect.uninterruptible,
        gate.withPermits(1),
        Effect.retry({ while: ({ isBusy }) => isBusy === true, schedule: Schedule.spaced("20 millis") })
      )
    )
    return Store.of(store)
  })

const connect = (path: string) =>
  Effect.gen(function* () {
    if (path !== memory) yield* Effect.mapError(prepare(path), failed)
    const url = path === memory ? memory : pathToFileURL(path).href
    const liveClient = yield* Effect.acquireRelease(
      Effect.try({ try: () => createClient({ url }), catch: (cause) => failed({ cause }) }),
      (client) => Effect.sync(() => client.close())
    )
    const sql = yield* LibsqlClient.make({ liveClient })
    // Nothing else runs while it waits for a lock.
    yield* run(sql`PRAGMA busy_timeout = 20`)
    yield* run(sql`PRAGMA journal_mode = WAL`)
    // A commit is on the disk when it is told: what a crash of the machine forgets would be posted again.
    yield* run(sql`PRAGMA synchronous = FULL`)
    return yield* SqlStore.make(sql, setting)
  }).pipe(Effect.provide([NodeFileSystem.layer, Reactivity.layer]))

export const memory = ":memory:"

const setting = "MESSAGES_STORE"

const failed = SqlStore.failed(setting)

const run = SqlStore.run(setting)

/** SQLite gives its other files the rights of this one. */
const prepare = (path: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    yield* fs.makeDirectory(dirname(path), { recursive: true, mode: 0o700 })
    yield* Effect.scoped(fs.open(path, { flag: "a", mode: 0o600 }))
  })
