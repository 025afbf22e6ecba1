/** Random UUIDs: their form, and that they differ. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as RandomUuid from "../src/RandomUuid.js"

it.effect("is a UUID of version 4, and another one each time", () =>
  Effect.gen(function* () {
    const keys = yield* Effect.all(Array.from({ length: 1000 }, () => RandomUuid.make))
    for (const key of keys) assert.match(key, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    assert.strictEqual(new Set(keys).size, keys.length)
  })
)
