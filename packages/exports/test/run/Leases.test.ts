/** Tests the lanes of two processes that share a database. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { SqlError } from "@effect/sql/SqlError"
import type { LaneId, Outcome } from "../../src/run/Lane.js"
import * as Leases from "../../src/run/Leases.js"
import type { Database } from "../../src/store/Database.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import * as LaneLeases from "../../src/store/LaneLeases.js"
import { database, ref } from "../fakes.js"

const lane: LaneId = { id: "e", lane: 0 }

/** A database with an export of two lanes. */
const store = Effect.tap(database, (database) =>
  ExportRecords.create(database, { id: "e", fingerprint: "f", lanes: 2, refs: [ref(0), ref(1)] })
)

const lanes = (database: Database) =>
  database.use((sql) =>
    Effect.map(sql`SELECT lane, owner, absences FROM messages_export_lanes ORDER BY lane`, (rows) =>
      rows.map(({ absences, lane, owner }) => [lane, owner, absences])
    )
  )

/** Makes every lane due, as if its server had been silent for a life. */
const silence = (database: Database) => database.use((sql) => sql`UPDATE messages_export_lanes SET due_at = 0`)

/** Asks again, with time for others between, until the answer is as wanted. */
const until = <A, E>(effect: Effect.Effect<A, E>, isWanted: (found: A) => boolean): Effect.Effect<void, E> =>
  Effect.flatMap(effect, (found) =>
    isWanted(found)
      ? Effect.void
      : Effect.zipRight(
          Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5))),
          until(effect, isWanted)
        )
  )

const returns = (outcome: Outcome) => () => Effect.succeed(outcome)

describe("lanes of two processes", () => {
  it.scoped("are worked on by one at a time, and free after each turn", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const first = yield* Leases.make(shared, "first")
      const second = yield* Leases.make(shared, "second")
      const isBegun = yield* Deferred.make<void>()
      const end = yield* Deferred.make<Outcome>()
      const work = yield* Effect.fork(
        first.hold(lane, () => Effect.zipRight(Deferred.succeed(isBegun, undefined), Deferred.await(end)))
      )
      yield* Deferred.await(isBegun)
      assert.strictEqual(yield* first.hold(lane, returns("more")), "held")
      assert.strictEqual(yield* second.hold(lane, returns("more")), "held")
      assert.strictEqual(yield* second.hold({ id: "e", lane: 1 }, returns("more")), "more")
      yield* Deferred.succeed(end, "more")
      assert.strictEqual(yield* Fiber.join(work), "more")
      assert.strictEqual(yield* second.hold(lane, returns("more")), "more")
    })
  )

  it.scoped("are forgotten at their end", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const first = yield* Leases.make(shared, "first")
      assert.strictEqual(yield* first.hold(lane, returns("ended")), "ended")
      assert.deepStrictEqual(yield* lanes(shared), [[1, null, 0]])
      assert.strictEqual(yield* first.hold(lane, () => Effect.dieMessage("it is at its end")), "ended")
    })
  )

  it.scoped("count how often in a row their provider was away, on whichever server", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const both = [yield* Leases.make(shared, "first"), yield* Leases.make(shared, "second")]
      for (const leases of both) yield* leases.hold(lane, returns("away"))
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, null, 2])
      for (const leases of both) yield* leases.hold(lane, returns("more"))
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, null, 0])
      yield* shared.use((sql) => sql`UPDATE messages_export_lanes SET absences = 60`)
      for (const leases of both)
        yield* leases.hold(lane, ({ isLastAttempt }) => {
          assert.isTrue(isLastAttempt)
          return Effect.succeed("away")
        })
    })
  )

  it.scoped("are taken from a process that is silent, which sends no request after that and loses its work", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const first = yield* Leases.make(shared, "first")
      const second = yield* Leases.make(shared, "second")
      const isBegun = yield* Deferred.make<void>()
      const isAwake = yield* Deferred.make<void>()
      let requests = 0
      const work = yield* Effect.fork(
        first.hold(lane, ({ confirm }) =>
          Effect.gen(function* () {
            yield* confirm
            requests += 1
            yield* Deferred.succeed(isBegun, undefined)
            yield* Deferred.await(isAwake)
            yield* confirm
            requests += 1
            return "more" as const
          })
        )
      )
      yield* Deferred.await(isBegun)
      yield* silence(shared)
      yield* Effect.forkScoped(second.hold(lane, () => Effect.never))
      yield* until(lanes(shared), ([first]) => first?.[1] === "second")
      // The clock shows the first process that it was silent for a life.
      yield* TestClock.adjust("1 second")
      yield* TestClock.adjust("6 seconds")
      yield* Deferred.succeed(isAwake, undefined)
      assert.strictEqual(yield* Fiber.join(work), "more")
      assert.strictEqual(requests, 1)
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, "second", 0])
    })
  )

  it.scoped("stay with their process through an outage of the database", () =>
    Effect.gen(function* () {
      const shared = yield* store
      let isAway = false
      const refused = new SqlError({ cause: new Error("away"), message: "away" })
      const first = yield* Leases.make(
        {
          ...shared,
          use: (statements) => Effect.suspend(() => (isAway ? Effect.fail(refused) : shared.use(statements)))
        },
        "first"
      )
      const isBegun = yield* Deferred.make<void>()
      const end = yield* Deferred.make<void>()
      const work = yield* Effect.fork(
        first.hold(lane, ({ confirm }) =>
          Deferred.succeed(isBegun, undefined).pipe(
            Effect.zipRight(Deferred.await(end)),
            Effect.zipRight(confirm),
            Effect.as("ended" as const)
          )
        )
      )
      yield* Deferred.await(isBegun)
      isAway = true
      yield* silence(shared)
      for (let second = 0; second < 60; second++) yield* TestClock.adjust("1 second")
      isAway = false
      yield* TestClock.adjust("1 second")
      yield* until(LaneLeases.overdue(shared, 10), (found) => found.every(({ lane }) => lane !== 0))
      yield* Deferred.succeed(end, undefined)
      assert.strictEqual(yield* Fiber.join(work), "ended")
    })
  )

  it.scoped("are given back at once when their process ends or begins anew", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const first = yield* Leases.make(shared, "first")
      const isBegun = yield* Deferred.make<void>()
      const work = yield* Effect.fork(
        first.hold(lane, ({ isClosing }) =>
          Deferred.succeed(isBegun, undefined).pipe(
            Effect.zipRight(until(Effect.void, isClosing)),
            Effect.as("more" as const)
          )
        )
      )
      yield* Deferred.await(isBegun)
      const closed = yield* Effect.fork(first.close)
      assert.strictEqual(yield* Fiber.join(work), "more")
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(closed)
      assert.strictEqual(yield* first.hold(lane, returns("more")), "held")
      const due = Effect.map(LaneLeases.overdue(shared, 10), (found) => found.map(({ lane }) => lane))
      yield* until(due, (found) => found.includes(0))

      const killed = yield* Leases.make(shared, "killed")
      yield* Effect.forkScoped(killed.hold(lane, () => Effect.never))
      yield* until(lanes(shared), ([first]) => first?.[1] === "killed")
      yield* Leases.make(shared, "killed")
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, null, 0])
    })
  )

  it.scoped("are free after a turn that never ends", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const first = yield* Leases.make(shared, "first")
      const isBegun = yield* Deferred.make<void>()
      const work = yield* Effect.fork(
        first.hold(lane, () =>
          // A transaction on a connection that never answers cannot be interrupted.
          Effect.zipRight(Deferred.succeed(isBegun, undefined), Effect.uninterruptible(Effect.never))
        )
      )
      yield* Deferred.await(isBegun)
      yield* TestClock.adjust("3 minutes")
      assert.strictEqual(yield* Fiber.join(work), "more")
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, null, 0])
    })
  )
})
