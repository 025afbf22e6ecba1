import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { IncomingMessage } from "node:http"
import { Socket } from "node:net"
import * as BodyBytes from "../../src/request/BodyBytes.js"

const body = () => {
  const source = new IncomingMessage(new Socket())
  const request = { id: "r", method: "POST", path: "/v1/messages", query: "", headers: {}, source }
  const taken = { bytes: 0 }
  return { source, taken, received: BodyBytes.receive(request, { limit: 2 ** 25, room: { bytes: 2 ** 28 } }, taken) }
}

/** Emitted as by a socket: pushing would wait for the next turn of the event loop. */
const send = (source: IncomingMessage, bytes: number) =>
  Effect.sync(() => source.emit("data", Buffer.alloc(bytes, "x")))

describe("a slow body", () => {
  it.effect("is refused with 408 when its first ten seconds brought less than 1 KB a second", () =>
    Effect.gen(function* () {
      const { received, source } = body()
      const fiber = yield* Effect.fork(Effect.flip(received))
      yield* TestClock.adjust("9 seconds")
      yield* send(source, 9_999)
      yield* TestClock.adjust("999 millis")
      assert.isNull(fiber.unsafePoll())
      yield* TestClock.adjust("1 millis")
      assert.deepInclude(yield* Fiber.join(fiber), {
        status: 408,
        type: "urn:messages:problem:body-too-slow"
      })
    })
  )

  it.effect(
    "is received when it comes at 1 KB a second, however long that takes, and refused a second after that ends",
    () =>
      Effect.gen(function* () {
        const { received, source, taken } = body()
        const fiber = yield* Effect.fork(Effect.flip(received))
        yield* TestClock.adjust(Duration.zero)
        for (let second = 0; second < 60; second++) {
          yield* send(source, 1_000)
          yield* TestClock.adjust("1 seconds")
        }
        assert.isNull(fiber.unsafePoll())
        assert.strictEqual(taken.bytes, 60_000)
        yield* TestClock.adjust("1 seconds")
        assert.strictEqual((yield* Fiber.join(fiber)).status, 408)
      })
  )

  it.effect("takes no time of its own when it is fast", () =>
    Effect.gen(function* () {
      const { received, source } = body()
      const fiber = yield* Effect.fork(received)
      yield* TestClock.adjust(Duration.zero)
      yield* send(source, 3)
      source.emit("end")
      assert.strictEqual((yield* Fiber.join(fiber)).length, 3)
    })
  )
})

describe("a body of tiny chunks", () => {
  it.effect("pauses its socket after 256 of them, and resumes in a later turn of the event loop", () =>
    Effect.gen(function* () {
      const { received, source } = body()
      const fiber = yield* Effect.fork(received)
      yield* TestClock.adjust(Duration.zero)
      const calls: Array<string> = []
      source.socket.pause = () => (calls.push("pause"), source.socket)
      source.socket.resume = () => (calls.push("resume"), source.socket)
      for (let count = 0; count < 255; count++) yield* send(source, 1)
      assert.deepStrictEqual(calls, [])
      for (let count = 0; count < 10_000; count++) yield* send(source, 1)
      assert.isAtLeast(calls.length, 1)
      yield* Effect.promise(() => new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve))))
      assert.strictEqual(calls.at(-1), "resume")
      assert.strictEqual(
        calls.filter((call) => call === "pause").length,
        calls.filter((call) => call === "resume").length
      )
      source.emit("end")
      assert.strictEqual((yield* Fiber.join(fiber)).length, 10_255)
    })
  )
})
