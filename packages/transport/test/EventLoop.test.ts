/** Yields to the event loop: other work runs around a long step. */
import { assert, describe, it } from "@effect/vitest"
import { EventLoop } from "@org/messages-transport"
import * as Effect from "effect/Effect"

/** Runs an effect and counts how many timers of others fired before its end. */
const timersBeforeEnd = <A>(effect: Effect.Effect<A>) =>
  Effect.gen(function* () {
    let fired = 0
    const timer = setInterval(() => (fired += 1), 1)
    const value = yield* effect
    clearInterval(timer)
    return { value, fired }
  })

/** Takes so long. The code under test measures how long a step really took, and real timers fire while it yields. */
const busy = (millis: number) => {
  const end = performance.now() + millis
  while (performance.now() < end);
  return millis
}

describe("a step", () => {
  it.live("lets other work run before and after it", () =>
    Effect.gen(function* () {
      const { fired, value } = yield* timersBeforeEnd(EventLoop.yieldAround(() => Effect.sync(() => busy(20))))
      assert.strictEqual(value, 20)
      assert.isAtLeast(fired, 1)
    })
  )

  it.live("lets other work run after it if it took long, and only then", () =>
    Effect.gen(function* () {
      assert.isAtLeast((yield* timersBeforeEnd(EventLoop.yieldAfterLong(() => busy(20)))).fired, 1)
      assert.deepStrictEqual(yield* timersBeforeEnd(EventLoop.yieldAfterLong(() => 1)), { value: 1, fired: 0 })
    })
  )
})
