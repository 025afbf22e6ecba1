/** Tests that lanes which stand still are worked on without the engine. */
import { assert, describe, it } from "@effect/vitest"
import { SqlError } from "@effect/sql/SqlError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as Watchdog from "../../src/engine/Watchdog.js"
import type { LaneId } from "../../src/run/Lane.js"
import type { Database } from "../../src/store/Database.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import * as LaneLeases from "../../src/store/LaneLeases.js"
import { database, ref } from "../fakes.js"

/** An engine that does nothing. */
const engine = { start: () => Effect.void, forget: () => Effect.void, wake: Effect.void }

const create = (database: Database, lanes: number) =>
  ExportRecords.create(database, { id: "e", fingerprint: "f", lanes, refs: [ref(0)] })

const setDue = (database: Database, lane: number) =>
  database.use((sql) => sql`UPDATE messages_export_lanes SET due_at = 0 WHERE lane = ${lane}`)

/** Lets what waits for the database go on, and time pass. */
const pass = (seconds: number) =>
  Effect.repeatN(
    Effect.zipRight(
      Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5))),
      TestClock.adjust("1 second")
    ),
    seconds
  )

describe("a lane that stands still", () => {
  it.scoped("is found by itself, while the other lanes of its export move", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 8)
      const found: Array<LaneId> = []
      const rescue = (lane: LaneId) =>
        Effect.zipRight(
          Effect.sync(() => void found.push(lane)),
          Effect.as(Effect.orDie(LaneLeases.end(store, lane)), "ended" as const)
        )
      yield* Watchdog.run({ database: store, engine, rescue, keep: Duration.days(1) })
      yield* pass(4)
      assert.isEmpty(found)
      yield* setDue(store, 3)
      yield* pass(4)
      assert.deepStrictEqual(found, [{ id: "e", lane: 3 }])
    })
  )

  it.scoped("is left to its server until the database has answered for a while", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 1)
      yield* setDue(store, 0)
      let isAway = true
      let rescues = 0
      const refused = new SqlError({ cause: new Error("away"), message: "away" })
      const rescue = (lane: LaneId) =>
        Effect.zipRight(
          Effect.sync(() => void (rescues += 1)),
          Effect.as(Effect.orDie(LaneLeases.end(store, lane)), "ended" as const)
        )
      yield* Watchdog.run({
        database: {
          ...store,
          use: (statements) => Effect.suspend(() => (isAway ? Effect.fail(refused) : store.use(statements)))
        },
        engine,
        rescue,
        keep: Duration.days(1)
      })
      yield* pass(6)
      isAway = false
      yield* pass(3)
      assert.strictEqual(rescues, 0)
      yield* pass(5)
      assert.strictEqual(rescues, 1)
    })
  )

  it.scoped("is one of at most 16 that a process works on without the engine", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 40)
      yield* store.use((sql) => sql`UPDATE messages_export_lanes SET due_at = 0`)
      let rescues = 0
      const rescue = () =>
        Effect.zipRight(
          Effect.sync(() => void (rescues += 1)),
          Effect.never
        )
      yield* Watchdog.run({ database: store, engine, rescue, keep: Duration.days(1) })
      yield* pass(8)
      assert.strictEqual(rescues, 16)
    })
  )
})
