/** Old exports are removed: their own rows, and everything that the real engine stored about them. */
import { assert, describe, it } from "@effect/vitest"
import { Messages } from "@org/messages-core"
import { createClient } from "@libsql/client"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import * as Engine from "../../src/engine/Engine.js"
import * as SingleRunner from "../../src/engine/SingleRunner.js"
import * as Watchdog from "../../src/engine/Watchdog.js"
import { Exports } from "../../src/index.js"
import * as SqliteDatabase from "../../src/store/SqliteDatabase.js"
import { folder, port, ref } from "../fakes.js"

const keep = Duration.days(30)

const age = `UPDATE messages_exports SET updated_at = updated_at - ${31 * 24 * 60 * 60 * 1000} WHERE id = 'old'`

const own = ["messages_exports", "messages_export_conversations", "messages_export_pages", "messages_export_lanes"]
const ofEngine = ["cluster_messages", "cluster_replies"]

/** How many rows each table of a file has. */
const counts = (path: string, file: string, tables: ReadonlyArray<string>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => createClient({ url: pathToFileURL(join(path, file)).href })),
    (client) =>
      Effect.promise(async () => {
        const found: Array<number> = []
        for (const table of tables)
          found.push(Number((await client.execute(`SELECT count(*) AS count FROM ${table}`)).rows[0]?.["count"]))
        return found
      }),
    (client) => Effect.sync(() => client.close())
  )

// An export has no event for its end: its callers ask for its state too, and the engine runs on the machine's clock.
/** Runs exports in the folder to their end. */
const complete = (path: string, ids: ReadonlyArray<string>) =>
  Effect.flatMap(Exports.Exports, ({ get, start }) =>
    Effect.forEach(ids, (id) =>
      Effect.zipRight(
        start({ conversations: [ref(0), ref(1)] }, { id }),
        Effect.repeat(get(id), { until: ({ state }) => state === "complete", schedule: Schedule.spaced("20 millis") })
      )
    )
  ).pipe(
    Effect.provide(
      Exports.layer({
        database: { _tag: "Folder", path },
        settings: { database: "EXPORTS", runner: "RUNNER" },
        limits: { pageSize: 2 }
      }).pipe(Layer.provide(Layer.succeed(Messages.Messages, port())))
    )
  )

/** Sweeps the folder once, with the real engine. */
const sweep = (path: string) =>
  Effect.gen(function* () {
    const store = yield* SqliteDatabase.make(join(path, "exports.db"))
    yield* store.use((sql) => sql.unsafe(age))
    const context = yield* Layer.build(
      Engine.layer(() => Effect.succeed("ended")).pipe(Layer.provide(SingleRunner.layer(join(path, "engine.db"))))
    )
    yield* Watchdog.sweep({ database: store, engine: Context.get(context, Engine.Engine), keep })
  }).pipe(Effect.scoped)

describe("an export that ended long ago", () => {
  it.scopedLive("leaves no row behind, neither of its own nor of the engine", () =>
    Effect.gen(function* () {
      const path = yield* folder
      yield* complete(path, ["old"])
      for (const count of yield* counts(path, "engine.db", ofEngine)) assert.isAbove(count, 0)
      yield* sweep(path)
      assert.deepStrictEqual(yield* counts(path, "exports.db", own), [0, 0, 0, 0])
      assert.deepStrictEqual(yield* counts(path, "engine.db", ofEngine), [0, 0])
    })
  )

  it.scopedLive("is removed alone: an export that ended recently stays, with what the engine stores about it", () =>
    Effect.gen(function* () {
      const path = yield* folder
      yield* complete(path, ["new"])
      const before = [yield* counts(path, "exports.db", own), yield* counts(path, "engine.db", ofEngine)]
      yield* complete(path, ["old"])
      yield* sweep(path)
      assert.deepStrictEqual(
        [yield* counts(path, "exports.db", own), yield* counts(path, "engine.db", ofEngine)],
        before
      )
    })
  )
})
