import { assert, describe, it } from "@effect/vitest"
import { Readable } from "node:stream"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { GlobalOptions } from "../../src/commandline/GlobalOptions.js"
import * as Progress from "../../src/output/Progress.js"
import { Streams } from "@org/messages-terminal"

interface World {
  readonly terminal?: boolean
  readonly json?: boolean
  readonly verbose?: boolean
}

/** A progress, and what standard error has of it. */
const start = Effect.fnUntraced(function* ({ json = false, terminal = true, verbose = false }: World = {}) {
  const written: Array<string> = []
  const output = {
    terminal,
    colour: false,
    write: (data: string | Uint8Array) => Effect.sync(() => void written.push(String(data)))
  }
  const progress = yield* Progress.make.pipe(
    Effect.provideService(Streams, {
      stdin: { terminal, read: Effect.succeed(undefined), chunks: () => Readable.from([]) },
      stdout: output,
      stderr: output
    }),
    Effect.provideService(GlobalOptions, { json, sandbox: false, timeout: undefined, archive: undefined, verbose })
  )
  return { ...progress, said: () => written.join("") }
})

const sent = (attempt: number) => ({ _tag: "Sent", attempt, method: "GET", origin: "https://api.x" }) as const

describe("Progress", () => {
  it.effect("shows a spinner with the time and the attempt after a second, and takes it away", () =>
    Effect.gen(function* () {
      const { during, observe, said } = yield* start()
      const fiber = yield* Effect.fork(
        during(Effect.delay(observe(sent(2)), "3 seconds").pipe(Effect.delay("1 second")))
      )
      yield* TestClock.adjust("900 millis")
      assert.strictEqual(said(), "")
      yield* TestClock.adjust("200 millis")
      assert.match(said(), /^\r⠋ waiting for 1 s {19}$/)
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.join(fiber)
      assert.include(said(), "waiting for 3 s")
      assert.match(said(), /\r {36}\r$/)
    })
  )

  it.effect("names the attempt from the second on", () =>
    Effect.gen(function* () {
      const { during, observe, said } = yield* start()
      yield* observe(sent(2))
      const fiber = yield* Effect.fork(during(Effect.sleep("2 seconds")))
      yield* TestClock.adjust("2 seconds")
      yield* Fiber.join(fiber)
      assert.include(said(), "waiting for 1 s, attempt 2")
    })
  )

  it.effect("takes the spinner away when the call fails, too", () =>
    Effect.gen(function* () {
      const { during, said } = yield* start()
      const fiber = yield* Effect.fork(Effect.exit(during(Effect.delay(Effect.fail("no"), "2 seconds"))))
      yield* TestClock.adjust("2 seconds")
      yield* Fiber.join(fiber)
      assert.match(said(), /\r {36}\r$/)
    })
  )

  it.effect("shows none in a pipe, and none with --json", () =>
    Effect.gen(function* () {
      for (const world of [{ terminal: false }, { json: true, verbose: true }]) {
        const { during, observe, said } = yield* start(world)
        yield* observe(sent(1))
        const fiber = yield* Effect.fork(during(Effect.sleep("9 seconds")))
        yield* TestClock.adjust("9 seconds")
        yield* Fiber.join(fiber)
        assert.strictEqual(said(), "")
      }
    })
  )

  it.effect("says every step where it is asked to", () =>
    Effect.gen(function* () {
      const { observe, said } = yield* start({ terminal: false, verbose: true })
      yield* observe(sent(1))
      yield* observe({ _tag: "Received", attempt: 1, status: 503, millis: 12, requestId: "req-1" })
      yield* TestClock.adjust("70 millis")
      yield* observe(sent(2))
      yield* observe({ _tag: "Failed", attempt: 2, problem: "the connection was cut", millis: 5 })
      assert.strictEqual(
        said(),
        [
          "attempt 1: GET to https://api.x",
          "attempt 1: HTTP 503 after 12 ms, request req-1",
          "waited 70 ms",
          "attempt 2: GET to https://api.x",
          "attempt 2: the connection was cut after 5 ms",
          ""
        ].join("\n")
      )
    })
  )
})
