/** Tests what a lane does to the rows of an export. */
import { assert, describe, it } from "@effect/vitest"
import { Cursor } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { Database } from "../../src/store/Database.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import { toExport, toProgress } from "../../src/store/ExportRows.js"
import * as LaneRecords from "../../src/store/LaneRecords.js"
import * as PageBody from "../../src/store/PageBody.js"
import { database, ref } from "../fakes.js"

const create = (database: Database, count: number, id = "e") =>
  ExportRecords.create(database, {
    id,
    fingerprint: "f",
    lanes: 2,
    refs: Array.from({ length: count }, (_, index) => ref(index))
  })

const claim = (database: Database, lane: number) =>
  Effect.flatMap(LaneRecords.claim(database, "e", lane), (task) =>
    task._tag === "Read" ? Effect.succeed(task.conversation) : Effect.dieMessage(task._tag)
  )

const page = (lines: ReadonlyArray<string>, next?: LaneRecords.PageCommit["next"]) =>
  Effect.map(PageBody.encode(lines), (body) => ({
    lineCount: lines.length,
    body,
    messages: lines.length,
    faults: 0,
    waits: 0,
    next
  }))

const found = (database: Database, id = "e") =>
  Effect.map(ExportRecords.find(database, id), (rows) => rows.map(toExport)[0])

const progress = (database: Database) =>
  Effect.map(ExportRecords.conversations(database, "e", 100), (rows) => rows.map(toProgress))

describe("a lane", () => {
  it.scopedLive("gets the next conversation in order, and after a restart the one that it began", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 3)
      assert.strictEqual((yield* claim(store, 0)).ref, ref(0))
      assert.strictEqual((yield* claim(store, 1)).ref, ref(1))
      assert.strictEqual((yield* claim(store, 0)).ref, ref(0))
    })
  )

  it.scopedLive("appends a page only if it moves the place: of two that have the same page, one appends", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 1)
      const place = yield* claim(store, 0)
      const both = yield* Effect.all([
        LaneRecords.commit(store, "e", place, yield* page(["a", "b"])),
        LaneRecords.commit(store, "e", place, yield* page(["a", "b"]))
      ])
      assert.deepStrictEqual(both, ["moved", "lost"])
      const [stored, ...more] = yield* ExportRecords.pages(store, "e", 0, 10)
      assert.isEmpty(more)
      assert.deepStrictEqual(yield* PageBody.decode(stored?.body ?? new Uint8Array()), ["a", "b"])
      assert.deepInclude(yield* found(store), { pages: 1, messages: 2, done: 1 })
    })
  )

  it.scopedLive("learns with its page that the export is cancelled, and then ends what no lane has begun", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 3)
      const place = yield* claim(store, 0)
      yield* ExportRecords.cancel(store, "e")
      assert.strictEqual(yield* LaneRecords.commit(store, "e", place, yield* page(["a"])), "cancelled")
      assert.deepInclude(yield* found(store), { messages: 1, state: "running" })
      assert.strictEqual((yield* LaneRecords.claim(store, "e", 0))._tag, "Ended")
      yield* LaneRecords.finishExport(store, "e")
      assert.deepInclude(yield* found(store), { state: "cancelled", done: 3 })
      assert.deepStrictEqual(
        (yield* progress(store)).map(({ state }) => state),
        ["complete", "cancelled", "cancelled"]
      )
    })
  )

  it.scopedLive("leaves what another lane reads to that lane when the export is cancelled", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 2)
      yield* claim(store, 0)
      yield* claim(store, 1)
      yield* ExportRecords.cancel(store, "e")
      yield* LaneRecords.claim(store, "e", 0)
      yield* LaneRecords.finishExport(store, "e")
      assert.deepInclude(yield* found(store), { state: "queued", done: 1 })
      yield* LaneRecords.claim(store, "e", 1)
      yield* LaneRecords.finishExport(store, "e")
      assert.deepInclude(yield* found(store), { state: "cancelled", done: 2 })
    })
  )

  it.scopedLive("ends an export as complete, or as failed if a conversation failed", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* create(store, 2)
      const [first, second] = [yield* claim(store, 0), yield* claim(store, 1)]
      yield* LaneRecords.commit(store, "e", first, yield* page(["a"]))
      yield* LaneRecords.finishExport(store, "e")
      assert.deepInclude(yield* found(store), { state: "running" })
      const problem = { type: "urn:x", title: "X", status: 404, origin: "provider" } as const
      yield* LaneRecords.fail(store, "e", second, problem)
      yield* LaneRecords.finishExport(store, "e")
      const after = yield* found(store)
      assert.deepInclude(after, { state: "failed", done: 2 })
      assert.strictEqual(after?.problem?.detail, "1 conversation could not be exported")
      assert.deepStrictEqual((yield* progress(store))[1]?.problem, problem)
      // A failure that comes late changes nothing.
      yield* LaneRecords.fail(store, "e", second, problem)
      assert.deepInclude(yield* found(store), { done: 2 })
    })
  )

  it.scopedLive("adds a page of listed conversations once, and none twice", () =>
    Effect.gen(function* () {
      const store = yield* database
      yield* ExportRecords.create(store, { id: "e", fingerprint: "f", lanes: 2, refs: [], provider: "honcho" })
      const place = { of: "honcho w", limit: 2, native: "1", given: 3, tail: [] }
      const next = Cursor.encode({ list: "conversations", ...place })
      const task = yield* LaneRecords.claim(store, "e", 0)
      if (task._tag !== "List") return assert.fail(task._tag)
      assert.strictEqual((yield* LaneRecords.claim(store, "e", 1))._tag, "Wait")
      yield* LaneRecords.commitList(store, task.row, [ref(0), ref(1), ref(0)], next)
      yield* LaneRecords.commitList(store, task.row, [ref(2)], undefined)
      assert.deepInclude(yield* found(store), { conversations: 2 })
      const again = yield* LaneRecords.claim(store, "e", 0)
      if (again._tag !== "List") return assert.fail(again._tag)
      yield* LaneRecords.commitList(store, again.row, [ref(1), ref(3)], undefined)
      assert.deepStrictEqual(
        (yield* progress(store)).map(({ conversation }) => conversation),
        [ref(0), ref(1), ref(3)]
      )
      assert.deepInclude(yield* found(store), { conversations: 3 })
    })
  )
})
