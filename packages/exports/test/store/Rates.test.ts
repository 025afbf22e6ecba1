/** Tests the pace that servers share. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Rates from "../../src/store/Rates.js"
import { database } from "../fakes.js"

describe("the shared pace", () => {
  it.scopedLive("gives each request the next free moment", () =>
    Effect.gen(function* () {
      const store = yield* database
      const waits = yield* Effect.forEach([0, 1, 2, 3], () => Rates.wait(store, "k", 100_000))
      assert.strictEqual(waits[0], 0)
      waits.forEach((wait, index) => {
        assert.isAtMost(wait, index * 100_000)
        assert.isAbove(wait, index * 100_000 - 20_000)
      })
    })
  )

  it.scopedLive("makes all wait as a provider asked, and never shortens a wait", () =>
    Effect.gen(function* () {
      const store = yield* database
      assert.strictEqual(yield* Rates.wait(store, "k", undefined), 0)
      yield* Rates.pause(store, "k", 500_000)
      yield* Rates.pause(store, "k", 1_000)
      assert.isAbove(yield* Rates.wait(store, "k", undefined), 400_000)
      assert.isAbove(yield* Rates.wait(store, "k", 10), 400_000)
      assert.strictEqual(yield* Rates.wait(store, "other", undefined), 0)
    })
  )
})
