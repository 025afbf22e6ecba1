import { assert, describe, it } from "@effect/vitest"
import { type Message, MessageRef, Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Sandboxes from "../src/Sandboxes.js"
import * as StrictReading from "../src/StrictReading.js"

const bytes = (text: string) => new TextEncoder().encode(text)

describe("the strict reading", () => {
  it.effect("treats a body that is not JSON as one departure of the whole", () =>
    Effect.gen(function* () {
      const { ofBody } = yield* StrictReading.StrictReading
      for (const body of [bytes("<html>"), bytes(""), Uint8Array.of(0xff)])
        assert.deepStrictEqual(ofBody("factory", body), [{ path: "", expected: "JSON" }])
      assert.isNotEmpty(ofBody("factory", bytes("{}")))
    }).pipe(Effect.provide(StrictReading.layer))
  )

  it.effect("ignores one byte order mark, as RFC 8259 allows", () =>
    Effect.gen(function* () {
      const { ofBody } = yield* StrictReading.StrictReading
      assert.deepStrictEqual(ofBody("factory", bytes("\ufeff{}")), ofBody("factory", bytes("{}")))
      assert.deepStrictEqual(ofBody("factory", bytes("\ufeff\ufeff{}")), [{ path: "", expected: "JSON" }])
    }).pipe(Effect.provide(StrictReading.layer))
  )

  it.scopedLive("finds no departure in the messages of the sandbox, as a message and as a body", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      const strict = yield* StrictReading.StrictReading
      for (const { ref } of Sandbox.seeds) {
        const address = yield* MessageRef.parse(ref)
        assert.deepStrictEqual(yield* strict.ofMessage(address, yield* messages.get(address)), [])
        assert.deepStrictEqual(strict.ofBody(address.provider, (yield* messages.getRaw(address)).body), [])
      }
    }).pipe(Effect.provide(Layer.merge(Sandboxes.layer, StrictReading.layer)))
  )

  it.effect("reads the provider's own body if a server normalized the message", () =>
    Effect.gen(function* () {
      const strict = yield* StrictReading.StrictReading
      const address = yield* MessageRef.parse("factory:s/m")
      const message: Message.Message = {
        version: 1,
        format: "factory",
        ref: (yield* MessageRef.parse("factory:s/m")).ref,
        conversation: { id: "s" },
        role: "user",
        parts: []
      }
      assert.deepStrictEqual(yield* strict.ofMessage(address, message), [{ path: "", expected: "JSON" }])
    }).pipe(
      Effect.provide(StrictReading.layerRemote),
      Effect.provideService(Messages.Messages, {
        get: () => Effect.dieMessage("the message is not read again"),
        getRaw: () => Effect.succeed({ body: bytes("<html>") }),
        post: () => Effect.dieMessage("nothing is posted"),
        providers: Effect.succeed([])
      })
    )
  )
})
