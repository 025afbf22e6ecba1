/** Tests the lanes of two processes that share a database. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as TestClock from "effect/TestClock"
import { SqlError } from "@effect/sql/SqlError"
import type { LaneId, Outcome } from "../../src/run/Lane.js"
import * as Leases from "../../src/run/Leases.js"
import { type Database, now } from "../../src/store/Database.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import * as LaneLeases from "../../src/store/LaneLeases.js"
import { database, ref, watched } from "../fakes.js"

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

/** A query that renews the lanes of a process. */
const renewal = "WHERE owner ="

/** What becomes of a call of the database. */
type Fate = <A>(call: Effect.Effect<A, SqlError>) => Effect.Effect<A, SqlError>

/** The same database, whose next calls have these fates. */
const fated = (database: Database) => {
  const fates: Array<Fate> = []
  const use: Database["use"] = (statements) =>
    Effect.suspend(() => (fates.shift() ?? answered)(database.use(statements)))
  return { ...database, fates, use }
}

const answered: Fate = (call) => call

/** A connection that never answers cannot be interrupted. */
const hung: Fate = () => Effect.uninterruptible(Effect.never)

const refused: Fate = () => new SqlError({ cause: new Error("away"), message: "away" })

/** Work that says when it has begun, and waits until it may end. */
const waiting = Effect.gen(function* () {
  const begun = yield* Deferred.make<void>()
  const end = yield* Deferred.make<Outcome>()
  return {
    isBegun: Deferred.await(begun),
    finish: Deferred.succeed(end, "more"),
    work: () => Effect.zipRight(Deferred.succeed(begun, undefined), Deferred.await(end))
  }
})

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

  it.scoped("count how often in a row their provider was unavailable, on any server", () =>
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

  it.scoped("are taken from a process that does not renew them, which then sends no request and loses its work", () =>
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
      const other = yield* waiting
      yield* Effect.forkScoped(second.hold(lane, other.work))
      yield* other.isBegun
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
      const shared = watched(yield* store)
      let isAway = false
      const first = yield* Leases.make(
        {
          ...shared,
          use: (statements) => Effect.suspend(() => (isAway ? refused : answered)(shared.use(statements)))
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
      const renewed = yield* shared.next(renewal)
      yield* TestClock.adjust("1 second")
      yield* Deferred.await(renewed)
      assert.deepStrictEqual(yield* LaneLeases.overdue(shared, 10), [{ id: "e", lane: 1 }])
      yield* Deferred.succeed(end, undefined)
      assert.strictEqual(yield* Fiber.join(work), "ended")
    })
  )

  it.scoped("are given back at once when their process ends or begins anew", () =>
    Effect.gen(function* () {
      const shared = yield* store
      const first = yield* Leases.make(shared, "first")
      const { finish, isBegun, work } = yield* waiting
      const held = yield* Effect.fork(
        first.hold(lane, (turn) => Effect.tap(work(), () => Effect.sync(() => assert.isTrue(turn.isClosing()))))
      )
      yield* isBegun
      const closed = yield* Effect.fork(first.close)
      yield* TestClock.adjust("20 millis")
      yield* finish
      assert.strictEqual(yield* Fiber.join(held), "more")
      yield* TestClock.adjust("20 millis")
      yield* Fiber.join(closed)
      assert.strictEqual(yield* first.hold(lane, returns("more")), "held")
      const due = yield* shared.use(
        (sql) => sql`SELECT lane FROM messages_export_lanes WHERE due_at <= ${now(sql)} ORDER BY lane`
      )
      assert.deepStrictEqual(due[0], { lane: 0 })

      const killed = yield* Leases.make(shared, "killed")
      const lost = yield* waiting
      yield* Effect.forkScoped(killed.hold(lane, lost.work))
      yield* lost.isBegun
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, "killed", 0])
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

  it.scoped("stay with their process although one connection never answers", () =>
    Effect.gen(function* () {
      const shared = watched(yield* store)
      const database = fated(shared)
      const first = yield* Leases.make(database, "first")
      const { isBegun, work } = yield* waiting
      yield* Effect.forkScoped(first.hold(lane, work))
      yield* isBegun
      const renewed = yield* shared.next(renewal)
      database.fates.push(hung)
      // Less than the life of a lease.
      for (let second = 1; second < LaneLeases.life / 1000; second++) yield* TestClock.adjust("1 second")
      yield* Deferred.await(renewed)
    })
  )

  it.scoped("are left to their leases when their process ends and the database does not answer", () =>
    Effect.gen(function* () {
      const shared = yield* store
      let isHung = false
      const first = yield* Leases.make(
        { ...shared, use: (statements) => Effect.suspend(() => (isHung ? hung : answered)(shared.use(statements))) },
        "first"
      )
      const { isBegun, work } = yield* waiting
      yield* Effect.forkScoped(first.hold(lane, work))
      yield* isBegun
      isHung = true
      // Finalizers cannot be interrupted.
      const closed = yield* Effect.fork(Effect.uninterruptible(first.close))
      for (let second = 0; second < 6; second++) yield* TestClock.adjust("1 second")
      yield* Fiber.join(closed)
      isHung = false
    })
  )

  it.scoped("are not given back late when they are worked on again", () =>
    Effect.gen(function* () {
      const shared = watched(
        yield* Effect.tap(database, (database) =>
          ExportRecords.create(database, { id: "e", fingerprint: "f", lanes: 3, refs: [ref(0)] })
        )
      )
      const fate = fated(shared)
      const first = yield* Leases.make(fate, "first")
      const [kept, again] = [yield* waiting, yield* waiting]
      yield* Effect.forkScoped(first.hold({ id: "e", lane: 2 }, kept.work))
      yield* kept.isBegun
      // As if they could not be given back.
      yield* shared.use((sql) => sql`UPDATE messages_export_lanes SET owner = 'first'`)
      const isReleasing = yield* Deferred.make<void>()
      const go = yield* Deferred.make<void>()
      fate.fates.push(answered, (call) =>
        Deferred.succeed(isReleasing, undefined).pipe(Effect.zipRight(Deferred.await(go)), Effect.zipRight(call))
      )
      yield* TestClock.adjust("2 seconds")
      yield* Deferred.await(isReleasing)
      yield* Effect.forkScoped(first.hold({ id: "e", lane: 1 }, again.work))
      yield* again.isBegun
      const released = yield* shared.next("owner = NULL")
      yield* Deferred.succeed(go, undefined)
      yield* Deferred.await(released)
      const renewed = yield* shared.next(renewal)
      yield* TestClock.adjust("2 seconds")
      yield* Deferred.await(renewed)
      assert.deepStrictEqual(yield* lanes(shared), [
        [0, null, 0],
        [1, "first", 0],
        [2, "first", 0]
      ])
    })
  )

  it.scoped("are given back later, although they could not be while others were renewed", () =>
    Effect.gen(function* () {
      const shared = watched(yield* store)
      const fate = fated(shared)
      const first = yield* Leases.make(fate, "first")
      const kept = yield* waiting
      const other = yield* Effect.fork(first.hold({ id: "e", lane: 1 }, kept.work))
      yield* kept.isBegun
      const isAsked = yield* Deferred.make<void>()
      const go = yield* Deferred.make<void>()
      fate.fates.push(
        Effect.tap(() => Effect.zipRight(Deferred.succeed(isAsked, undefined), Deferred.await(go))),
        answered,
        refused
      )
      yield* TestClock.adjust("2 seconds")
      yield* Deferred.await(isAsked)
      assert.strictEqual(yield* first.hold(lane, returns("more")), "more")
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, "first", 0])
      yield* Deferred.succeed(go, undefined)
      yield* kept.finish
      yield* Fiber.join(other)
      const released = yield* shared.next("owner = NULL")
      yield* TestClock.adjust("2 seconds")
      yield* Deferred.await(released)
      assert.deepStrictEqual((yield* lanes(shared))[0], [0, null, 0])
    })
  )

  it.scoped("whose work fails by a defect are reported, and those whose work is interrupted are not", () =>
    Effect.gen(function* () {
      const first = yield* Leases.make(yield* store, "first")
      const logged: Array<unknown> = []
      const logger = Logger.make(({ annotations, logLevel, message }) => {
        logged.push([logLevel.label, message, Object.fromEntries(annotations)])
      })
      yield* Effect.gen(function* () {
        yield* Effect.exit(first.hold(lane, () => Effect.dieMessage("a defect")))
        const { isBegun, work } = yield* waiting
        const interrupted = yield* Effect.fork(first.hold({ id: "e", lane: 1 }, work))
        yield* isBegun
        yield* Fiber.interrupt(interrupted)
      }).pipe(Effect.provide(Logger.replace(Logger.defaultLogger, logger)))
      assert.deepStrictEqual(logged, [["ERROR", ["A lane of an export failed"], { export: "e", lane: 0 }]])
    })
  )
})
