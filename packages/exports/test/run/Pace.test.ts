/** Tests the pace of requests against a double of the pace that servers share. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as Pace from "../../src/run/Pace.js"

const every = 100

/** Moments that are `every` milliseconds apart, as the database gives them. */
const moments = (atOnce: number | undefined): Pace.SharedPace => {
  let next = 0
  return {
    atOnce: () => atOnce,
    wait: () =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const moment = Math.max(now, next)
        next = moment + every
        return moment - now
      }),
    pause: (_, milliseconds) =>
      Effect.map(Clock.currentTimeMillis, (now) => void (next = Math.max(next, now + milliseconds)))
  }
}

const refusal = new MessageError.ProviderFailure({
  provider: "honcho",
  reason: "RateLimited",
  retryAfterMs: 5000,
  origin: "provider",
  operation: "list",
  attempts: 1
})

/** Sends 40 requests, refuses the tenth, and gives when each was sent. */
const send = (shared: Pace.SharedPace) =>
  Effect.gen(function* () {
    const sent: Array<number> = []
    const pace = Pace.make(shared, 16)
    const request = Effect.gen(function* () {
      sent.push(yield* Clock.currentTimeMillis)
      const isRefused = sent.length === 10
      yield* Effect.sleep(10)
      if (isRefused) return yield* refusal
    })
    const through = pace.through("honcho", { onRefusal: Effect.void, onLongWait: Effect.never })
    const fiber = yield* Effect.fork(
      Effect.all(
        Array.from({ length: 40 }, () => through(request)),
        { concurrency: "unbounded" }
      )
    )
    yield* TestClock.adjust("60 seconds")
    yield* Fiber.join(fiber)
    return sent
  })

describe("a pace with a rate", () => {
  it.effect("sends at the rate", () =>
    Effect.gen(function* () {
      const sent = yield* send(moments(1))
      sent.forEach((time, index) => assert.isAtLeast(time - (sent[index - 1] ?? -every), every))
      assert.deepStrictEqual(sent.slice(0, 10), [0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
    })
  )

  for (const atOnce of [1, 4])
    it.effect(`sends nothing from a refusal to the end of its pause, of ${atOnce} moments that it may hold`, () =>
      Effect.gen(function* () {
        const sent = yield* send(moments(atOnce))
        assert.lengthOf(sent, 41)
        assert.isEmpty(sent.filter((time) => time > 900 && time < 5900))
      })
    )

  it.live("takes another moment for one that it missed", () =>
    Effect.gen(function* () {
      let taken = 0
      const wait = () => Effect.sync(() => (taken++ === 0 ? 20 : 0))
      const pace = Pace.make({ atOnce: () => 1, wait, pause: () => Effect.void }, 16)
      const through = pace.through("honcho", { onRefusal: Effect.void, onLongWait: Effect.never })
      const fiber = yield* Effect.fork(through(Effect.void))
      yield* Effect.sleep(5)
      // The process stands still. A test clock is never late.
      const end = performance.now() + 120
      while (performance.now() < end);
      yield* Fiber.join(fiber)
      assert.strictEqual(taken, 2)
    })
  )

  it.effect("gives a lane back that waits for its turn for too long", () =>
    Effect.gen(function* () {
      let given = 0
      const pace = Pace.make({ atOnce: () => 1, wait: () => Effect.succeed(50_000), pause: () => Effect.void }, 16)
      const through = pace.through("honcho", {
        onRefusal: Effect.void,
        onLongWait: Effect.zipRight(
          Effect.sync(() => void (given += 1)),
          Effect.never
        )
      })
      const fiber = yield* Effect.fork(
        Effect.all(
          Array.from({ length: 4 }, () => through(Effect.void)),
          { concurrency: "unbounded" }
        )
      )
      yield* TestClock.adjust("61 seconds")
      assert.strictEqual(given, 3)
      yield* Fiber.interrupt(fiber)
    })
  )
})
