/** Tests the lanes of a process whose database or work hangs or fails. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as TestClock from "effect/TestClock"
import * as Leases from "../../src/run/Leases.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import * as LaneLeases from "../../src/store/LaneLeases.js"
import { database, ref, watched } from "../fakes.js"
import { answered, fated, hung, lane, lanes, refused, renewal, returns, silence, store, waiting } from "./leaseFakes.js"

describe("lanes of a process", () => {
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
