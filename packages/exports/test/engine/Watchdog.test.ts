/** Tests that a process works on lanes that make no progress, without the engine. */
import { assert, describe, it } from "@effect/vitest"
import { SqlError } from "@effect/sql/SqlError"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as TestClock from "effect/TestClock"
import * as Watchdog from "../../src/engine/Watchdog.js"
import type { LaneId } from "../../src/run/Lane.js"
import type { Database } from "../../src/store/Database.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import * as LaneLeases from "../../src/store/LaneLeases.js"
import { database, ref, type Watched, watched } from "../fakes.js"

/** An engine that does nothing. */
const engine = { forget: () => Effect.void, wake: Effect.void }

const create = (database: Database, lanes: number) =>
  ExportRecords.create(database, { id: "e", fingerprint: "f", lanes, refs: [ref(0)] })

const setDue = (database: Database, lane: number) =>
  database.use((sql) => sql`UPDATE messages_export_lanes SET due_at = 0 WHERE lane = ${lane}`)

/** What finds the lanes that stand still. */
const query = "ORDER BY due_at LIMIT"

/** Lets the watchdog look once more. */
const look = (store: Watched) =>
  Effect.gen(function* () {
    const ran = yield* store.next(query)
    yield* TestClock.adjust("2 seconds")
    yield* Deferred.await(ran)
  })

/** Runs the watchdog until it has looked for the first time. */
const run = (parts: Watchdog.Parts, store: Watched) =>
  Effect.gen(function* () {
    const ran = yield* store.next(query)
    yield* Watchdog.run(parts)
    yield* Deferred.await(ran)
  })

const keep = Duration.days(1)

describe("a lane that makes no progress", () => {
  it.scoped("is found by itself, while the other lanes of its export move", () =>
    Effect.gen(function* () {
      const store = watched(yield* database)
      yield* create(store, 8)
      const found: Array<LaneId> = []
      const rescue = (lane: LaneId) =>
        Effect.zipRight(
          Effect.sync(() => void found.push(lane)),
          Effect.as(Effect.orDie(LaneLeases.end(store, lane)), "ended" as const)
        )
      yield* run({ database: store, engine, rescue, keep }, store)
      yield* look(store)
      assert.isEmpty(found)
      yield* setDue(store, 3)
      const ended = yield* store.next("DELETE FROM messages_export_lanes")
      yield* look(store)
      yield* Deferred.await(ended)
      yield* look(store)
      assert.deepStrictEqual(found, [{ id: "e", lane: 3 }])
    })
  )

  it.scoped("is left to its server until the database has answered for a while", () =>
    Effect.gen(function* () {
      const store = watched(yield* database)
      yield* create(store, 1)
      yield* setDue(store, 0)
      let isAway = true
      let refusals = 0
      let rescues = 0
      const refused = new SqlError({ cause: new Error("away"), message: "away" })
      const rescued = yield* Deferred.make<void>()
      const rescue = () =>
        Effect.zipRight(
          Effect.sync(() => void (rescues += 1)),
          Effect.zipRight(Deferred.succeed(rescued, undefined), Effect.never)
        )
      const failing: Database = {
        ...store,
        use: (statements) =>
          Effect.suspend(() => {
            if (!isAway) return store.use(statements)
            refusals += 1
            return Effect.fail(refused)
          })
      }
      yield* Watchdog.run({ database: failing, engine, rescue, keep })
      yield* TestClock.adjust("6 seconds")
      assert.isAtLeast(refusals, 3)
      isAway = false
      for (let looks = 0; looks < 2; looks++) yield* look(store)
      assert.strictEqual(rescues, 0)
      yield* look(store)
      yield* Deferred.await(rescued)
      assert.strictEqual(rescues, 1)
    })
  )

  it.scoped("is one of at most 16 that a process works on without the engine", () =>
    Effect.gen(function* () {
      const store = watched(yield* database)
      yield* create(store, 40)
      yield* store.use((sql) => sql`UPDATE messages_export_lanes SET due_at = 0`)
      let rescues = 0
      const rescue = () =>
        Effect.zipRight(
          Effect.sync(() => void (rescues += 1)),
          Effect.never
        )
      yield* run({ database: store, engine, rescue, keep }, store)
      for (let looks = 0; looks < 3; looks++) yield* look(store)
      assert.strictEqual(rescues, 16)
    })
  )
})

describe("an export of a version without rows for lanes", () => {
  it.scoped("that a server stored during an upgrade gets them, and a running one keeps those that it has", () =>
    Effect.gen(function* () {
      const store = watched(yield* database)
      yield* create(store, 2)
      yield* ExportRecords.create(store, { id: "known", fingerprint: "f", lanes: 2, refs: [ref(0)] })
      yield* store.use((sql) => sql`DELETE FROM messages_export_lanes WHERE export_id = 'e' OR lane = 1`)
      const isWoken = yield* Deferred.make<void>()
      const wake = Effect.asVoid(Deferred.succeed(isWoken, undefined))
      yield* run({ database: store, engine: { ...engine, wake }, rescue: () => Effect.never, keep }, store)
      yield* TestClock.adjust("5 seconds")
      yield* Deferred.await(isWoken)
      const rows = yield* store.use(
        (sql) => sql`SELECT export_id, lane FROM messages_export_lanes ORDER BY export_id, lane`
      )
      assert.deepStrictEqual(
        rows.map(({ export_id, lane }) => [export_id, lane]),
        [
          ["e", 0],
          ["e", 1],
          ["known", 0]
        ]
      )
    })
  )
})

describe("the watchdog", () => {
  it.scoped("reports that it fails, once until it succeeds again", () =>
    Effect.gen(function* () {
      const store = watched(yield* database)
      yield* create(store, 1)
      const logged: Array<unknown> = []
      const logger = Logger.make(({ annotations, logLevel, message }) => {
        logged.push([logLevel.label, message, Object.fromEntries(annotations)])
      })
      let fails = true
      let wakes = yield* Deferred.make<void>()
      const wake = Effect.suspend(() =>
        Effect.zipRight(Deferred.succeed(wakes, undefined), fails ? Effect.dieMessage("a defect") : Effect.void)
      )
      const woken = Effect.gen(function* () {
        wakes = yield* Deferred.make<void>()
        yield* TestClock.adjust("5 seconds")
        yield* Deferred.await(wakes)
      })
      yield* run({ database: store, engine: { ...engine, wake }, rescue: () => Effect.never, keep }, store).pipe(
        Effect.provide(Logger.replace(Logger.defaultLogger, logger))
      )
      yield* woken
      yield* woken
      const alarm = ["ERROR", ["The watchdog of exports failed"], { task: "wake" }]
      assert.deepStrictEqual(logged, [alarm])
      fails = false
      yield* woken
      fails = true
      yield* woken
      yield* woken
      assert.deepStrictEqual(logged, [alarm, alarm])
    })
  )
})
