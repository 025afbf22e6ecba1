/** Tests the lanes of two processes that share a database. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import type { Outcome } from "../../src/run/Lane.js"
import * as Leases from "../../src/run/Leases.js"
import { now } from "../../src/store/Database.js"
import { lane, lanes, returns, silence, store, waiting } from "./leaseFakes.js"

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
})
