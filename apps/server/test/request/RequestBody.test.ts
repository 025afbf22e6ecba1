/** The body of a request: a large one is read in turns, so that other requests are answered in between. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Schema from "effect/Schema"
import { IncomingMessage } from "node:http"
import { Socket } from "node:net"
import * as RequestBody from "../../src/request/RequestBody.js"

const read = RequestBody.reader(Schema.Struct({ text: Schema.String }), { bodyLimit: 2 ** 23, jsonLimit: 2 ** 23 })

const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

/** Reads a body, and counts the turns of the event loop from its last byte to its end. */
const turns = (text: string) =>
  Effect.gen(function* () {
    const source = new IncomingMessage(new Socket())
    const headers = { "content-type": "application/json" }
    const request = { id: "r", method: "POST", path: "/v1/messages", query: "", headers, source }
    const fiber = yield* Effect.fork(read(request, ({ text }) => Effect.succeed(text.length)))
    while (source.listenerCount("data") === 0) yield* turn
    source.emit("data", Buffer.from(JSON.stringify({ text })))
    source.emit("end")
    let turns = 0
    while (fiber.unsafePoll() === null) {
      yield* turn
      turns += 1
    }
    return { length: yield* Fiber.join(fiber), turns }
  })

describe("a body", () => {
  it.live("of more than 1 MiB has a turn for each step of reading it, and a smaller one has none", () =>
    Effect.gen(function* () {
      const small = yield* turns("x".repeat(2 ** 19))
      const large = yield* turns("x".repeat(2 ** 21))
      assert.deepStrictEqual([small.length, large.length], [2 ** 19, 2 ** 21])
      assert.isAtLeast(large.turns - small.turns, 2)
    })
  )
})
