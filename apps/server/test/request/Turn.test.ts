/** Turns of the event loop between the steps of a large request. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Turn from "../../src/request/Turn.js"

const pending = () => process.getActiveResourcesInfo().filter((name) => name === "Immediate").length

it.live("give their value, and leave no callback behind when the request is interrupted", () =>
  Effect.gen(function* () {
    const before = pending()
    const fiber = Effect.runFork(Turn.next("value"))
    assert.strictEqual(pending(), before + 1)
    yield* Fiber.interrupt(fiber)
    assert.strictEqual(pending(), before)
    assert.strictEqual(yield* Turn.next("value"), "value")
  })
)
