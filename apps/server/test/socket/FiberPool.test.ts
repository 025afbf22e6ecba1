/** The pool of fibers: effects run apart from each other, and an interruption ends one of them alone. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as FiberPool from "../../src/socket/FiberPool.js"

/** Runs an effect on the pool, and waits for its end. */
const run = <A>(pool: FiberPool.FiberPool<A>, effect: Effect.Effect<A>) =>
  Effect.async<A | undefined>((resume) => void pool.run(effect, (value) => resume(Effect.succeed(value))))

describe("a pool of fibers", () => {
  it.scoped("gives the value of each effect to its own caller", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<number>()
      const values = yield* Effect.forEach(
        [...Array(300).keys()],
        (index) => run(pool, Effect.as(Effect.yieldNow(), index)),
        {
          concurrency: "unbounded"
        }
      )
      assert.deepStrictEqual(values, [...Array(300).keys()])
    })
  )

  it.scoped("uses one fiber again for effects that follow one another, and another for one that runs beside it", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<string>()
      const id = Effect.fiberIdWith((id) => Effect.succeed(String(id)))
      const first = yield* run(pool, id)
      assert.strictEqual(yield* run(pool, id), first)
      const both = yield* Effect.all([run(pool, Effect.zipRight(Effect.yieldNow(), id)), run(pool, id)], {
        concurrency: 2
      })
      assert.strictEqual(new Set(both).size, 2)
    })
  )

  it.scoped("interrupts the effect whose caller asks for it, and no other", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<string>()
      const ended: Array<string | undefined> = []
      const finalized = yield* Deferred.make<void>()
      const interrupt = pool.run(
        Effect.onInterrupt(Effect.never, () => Deferred.succeed(finalized, undefined)),
        (value) => ended.push(value)
      )
      const other = yield* Effect.fork(run(pool, Effect.as(Deferred.await(finalized), "other")))
      yield* Effect.yieldNow()
      interrupt()
      interrupt()
      assert.strictEqual(yield* other, "other")
      assert.deepStrictEqual(ended, [undefined])
      assert.strictEqual(yield* run(pool, Effect.succeed("next")), "next")
    })
  )

  it.scoped("ignores an interruption after the end, also when its fiber runs another effect", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<string>()
      const interrupt = yield* Effect.async<() => void>((resume) => {
        const interrupt = pool.run(Effect.succeed("first"), () => resume(Effect.sync(() => interrupt)))
      })
      const gate = yield* Deferred.make<void>()
      const second = yield* Effect.fork(run(pool, Effect.as(Deferred.await(gate), "second")))
      yield* Effect.yieldNow()
      interrupt()
      yield* Deferred.succeed(gate, undefined)
      assert.strictEqual(yield* second, "second")
    })
  )

  it.scoped("gives nothing for an effect that dies, and takes the next one", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<string>()
      assert.isUndefined(yield* run(pool, Effect.die("defect")))
      assert.strictEqual(yield* run(pool, Effect.succeed("next")), "next")
    })
  )

  it.scoped("says that there is no value when the use of the value dies", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<string>()
      const values = yield* Effect.async<ReadonlyArray<string | undefined>>((resume) => {
        const values: Array<string | undefined> = []
        pool.run(Effect.succeed("value"), (value) => {
          values.push(value)
          if (value !== undefined) throw new Error("the value cannot be used")
          resume(Effect.succeed(values))
        })
      })
      assert.deepStrictEqual(values, ["value", undefined])
      assert.strictEqual(yield* run(pool, Effect.succeed("next")), "next")
    })
  )

  it.scoped("ends the effect that cannot be interrupted before it reports the interruption", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<void>()
      const gate = yield* Deferred.make<void>()
      const steps: Array<string> = []
      const ended = yield* Deferred.make<void>()
      const interrupt = pool.run(
        Effect.uninterruptible(
          Effect.zipRight(
            Deferred.await(gate),
            Effect.sync(() => void steps.push("finished"))
          )
        ),
        (value) => {
          steps.push(value === undefined ? "ended" : "value")
          Deferred.unsafeDone(ended, Effect.void)
        }
      )
      yield* Effect.yieldNow()
      interrupt()
      yield* Deferred.succeed(gate, undefined)
      yield* Deferred.await(ended)
      assert.deepStrictEqual(steps, ["finished", "ended"])
    })
  )

  it.scoped("keeps what an effect sets for itself away from the next effect", () =>
    Effect.gen(function* () {
      const pool = yield* FiberPool.make<number>()
      const ref = FiberRef.unsafeMake(0)
      assert.strictEqual(yield* run(pool, Effect.locally(FiberRef.get(ref), ref, 1)), 1)
      assert.strictEqual(yield* run(pool, FiberRef.get(ref)), 0)
    })
  )
})
