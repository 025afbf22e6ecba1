/** Tests the rows of lanes. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import * as ExportTables from "../../src/store/ExportTables.js"
import * as LaneLeases from "../../src/store/LaneLeases.js"
import * as Upkeep from "../../src/store/Upkeep.js"
import { database, ref } from "../fakes.js"

const record = (id: string, lanes: number) => ({ id, fingerprint: "f", lanes, refs: [ref(0)] })

const overdue = LaneLeases.life + 1000

describe("lanes", () => {
  it.scopedLive("are added with their export, and removed with it", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* ExportRecords.create(store, record("a", 3))
      yield* ExportRecords.create(store, record("b", LaneLeases.maximum))
      yield* ExportRecords.create(store, record("a", 3))
      const counts = store.use(
        (sql) =>
          sql`SELECT export_id, count(*) AS count FROM messages_export_lanes GROUP BY export_id ORDER BY export_id`
      )
      assert.deepStrictEqual(
        (yield* counts).map(({ count, export_id }) => [export_id, count]),
        [
          ["a", 3],
          ["b", 48]
        ]
      )
      yield* Upkeep.remove(store, "b")
      assert.lengthOf(yield* counts, 1)
    })
  )

  it.scopedLive("are added to the exports of a version that had no rows for them", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* ExportRecords.create(store, record("a", 2))
      yield* ExportRecords.create(store, record("b", 2))
      yield* store.use((sql) => sql`UPDATE messages_exports SET state = 'complete' WHERE id = 'b'`)
      yield* store.use((sql) => sql`DROP TABLE messages_export_lanes`)
      yield* store.use(ExportTables.ensure)
      yield* store.use((sql) => sql`UPDATE messages_export_lanes SET due_at = due_at - ${overdue}`)
      assert.deepStrictEqual(yield* LaneLeases.overdue(store, 10), [
        { id: "a", lane: 0 },
        { id: "a", lane: 1 }
      ])
    })
  )

  it.scopedLive("that were taken again after a renewal are not given back because of it", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* ExportRecords.create(store, record("a", 2))
      for (const lane of [0, 1]) yield* LaneLeases.take(store, { id: "a", lane }, "server")
      const leases = yield* LaneLeases.renew(store, "server")
      yield* store.use((sql) => sql`UPDATE messages_export_lanes SET due_at = due_at + 1 WHERE lane = 1`)
      for (const lease of leases) yield* LaneLeases.release(store, lease, "server", { dueIn: 0, ifDueBy: lease.dueAt })
      const rows = yield* store.use((sql) => sql`SELECT lane, owner FROM messages_export_lanes ORDER BY lane`)
      assert.deepStrictEqual(
        rows.map(({ owner }) => owner),
        [null, "server"]
      )
    })
  )

  it.scopedLive("count for the health when their export stands still too: others may be worked on before them", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* ExportRecords.create(store, record("a", 2))
      const oldest = Effect.map(ExportRecords.health(store), ([row]) => row?.oldest ?? 0)
      assert.isBelow(yield* oldest, 5000)
      yield* store.use((sql) => sql`UPDATE messages_export_lanes SET due_at = due_at - 200000 WHERE lane = 1`)
      assert.isBelow(yield* oldest, 5000)
      yield* store.use((sql) => sql`UPDATE messages_exports SET touched_at = touched_at - 300000`)
      assert.isAbove(yield* oldest, 250_000)
      // A lane that nothing ends, although its export has ended.
      yield* store.use((sql) => sql`UPDATE messages_exports SET state = 'complete'`)
      assert.isAbove(yield* oldest, 150_000)
      assert.isBelow(yield* oldest, 250_000)
    })
  )
})
