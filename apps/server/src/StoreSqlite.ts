/** The store in a file of SQLite, which only the user of this server can read. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import { createClient } from "@libsql/client"
import * as Effect from "effect/Effect"
import { dirname } from "node:path"
import { pathToFileURL } from "node:url"
import * as SqlStore from "./SqlStore.js"

export const make = (path: string) =>
  Effect.gen(function* () {
    if (path !== memory) yield* Effect.mapError(prepare(path), failed)
    const url = path === memory ? memory : pathToFileURL(path).href
    const liveClient = yield* Effect.acquireRelease(
      Effect.try({ try: () => createClient({ url }), catch: (cause) => failed({ cause }) }),
      (client) => Effect.sync(() => client.close())
    )
    const sql = yield* LibsqlClient.make({ liveClient })
    // A commit is on the disk when it is told: what a crash of the machine forgets would be posted again.
    yield* run(sql`PRAGMA journal_mode = WAL`)
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
