/** The simulated providers of this process give what served ones give over HTTP. */
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, MessageRef, Messages, Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import type * as Observation from "../src/Observation.js"
import * as Sandboxes from "../src/Sandboxes.js"

/** Everything that a sandbox begins with, as the port reads it. */
const contents = Effect.gen(function* () {
  const port = yield* Messages.Messages
  const bodies = yield* Effect.forEach(Sandbox.seeds, ({ ref }) =>
    Effect.flatMap(MessageRef.parse(ref), (address) => Effect.all([port.get(address), port.getRaw(address)]))
  )
  const pages = yield* Effect.forEach(Sandbox.conversations, ({ ref }) =>
    Effect.flatMap(ConversationRef.parse(ref), (address) => port.list(address, { limit: 7 }))
  )
  const missing = yield* Effect.flatMap(MessageRef.parse("honcho:bakery/morning-orders/none"), (address) =>
    Effect.flip(port.get(address))
  )
  return { bodies: bodies.map(([message, { body }]) => [message, Buffer.from(body).toString()]), pages, missing }
})

describe("simulated providers in this process", () => {
  it.live("give the same messages, bodies, pages and errors as served ones", () =>
    Effect.gen(function* () {
      const here = yield* Effect.provide(contents, Sandboxes.layer)
      const served = yield* Effect.provide(contents, Sandboxes.served())
      assert.lengthOf(here.bodies, Sandbox.seeds.length)
      assert.deepStrictEqual(here.bodies, served.bodies)
      assert.deepStrictEqual(here.pages, served.pages)
      assert.strictEqual(here.missing.message, served.missing.message)
    })
  )

  it.live.each(Provider.names)("keep what is posted to %s, and forget it with the layer", (provider) =>
    Effect.gen(function* () {
      const address = yield* ConversationRef.parse(Sandbox.diary(provider, 3))
      const count = Effect.gen(function* () {
        const port = yield* Messages.Messages
        return (yield* port.list(address, { limit: 50 })).items.length
      })
      const counts = Effect.gen(function* () {
        const port = yield* Messages.Messages
        yield* port.post(address, { text: "Hello", ...(provider === "honcho" && { author: { id: "alice" } }) })
        return yield* count
      })
      assert.isAbove(yield* Effect.provide(counts, Sandboxes.layer), 3)
      assert.strictEqual(yield* Effect.provide(count, Sandboxes.layer), 3)
    })
  )

  it.live("show their requests to an observer", () =>
    Effect.gen(function* () {
      const events: Array<Observation.CallEvent> = []
      const observe: Observation.Observe = (event) => Effect.sync(() => void events.push(event))
      yield* Effect.provide(contents, Sandboxes.observed(observe))
      assert.isAbove(events.filter(({ _tag }) => _tag === "Received").length, Sandbox.seeds.length)
    })
  )
})
