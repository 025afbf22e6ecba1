import { assert, describe, it } from "@effect/vitest"
import { type Message, MessageRef, Messages } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Sandboxes from "../src/Sandboxes.js"
import * as StrictReading from "../src/StrictReading.js"

const factory = Either.getOrThrow(MessageRef.parse("factory:s/m"))

const honcho = {
  id: "4711",
  content: "hi",
  peer_id: "p",
  workspace_id: "w1",
  session_id: "s1",
  metadata: {},
  created_at: "2024-01-15T10:30:00Z",
  token_count: 1
}

const bytes = (text: string) => new TextEncoder().encode(text)

describe("the strict reading", () => {
  it.effect("treats a body that is not JSON as one departure of the whole", () =>
    Effect.gen(function* () {
      const { ofBody } = yield* StrictReading.StrictReading
      for (const body of [bytes("<html>"), bytes(""), Uint8Array.of(0xff)])
        assert.deepStrictEqual(ofBody(factory, body), [{ path: "", expected: "JSON" }])
      assert.isNotEmpty(ofBody(factory, bytes("{}")))
    }).pipe(Effect.provide(StrictReading.layer))
  )

  it.effect("ignores one byte order mark, as RFC 8259 allows", () =>
    Effect.gen(function* () {
      const { ofBody } = yield* StrictReading.StrictReading
      assert.deepStrictEqual(ofBody(factory, bytes("\ufeff{}")), ofBody(factory, bytes("{}")))
      assert.deepStrictEqual(ofBody(factory, bytes("\ufeff\ufeff{}")), [{ path: "", expected: "JSON" }])
    }).pipe(Effect.provide(StrictReading.layer))
  )

  it.scopedLive("finds no departure in the messages of the sandbox, as a message and as a body", () =>
    Effect.gen(function* () {
      const messages = yield* Messages.Messages
      const strict = yield* StrictReading.StrictReading
      for (const { ref } of Sandbox.seeds) {
        const address = yield* MessageRef.parse(ref)
        assert.deepStrictEqual(yield* strict.ofMessage(address, yield* messages.get(address)), [])
        assert.deepStrictEqual(strict.ofBody(address, (yield* messages.getRaw(address)).body), [])
      }
    }).pipe(Effect.provide(Layer.merge(Sandboxes.layer, StrictReading.layer)))
  )

  it.effect("finds a message whose ids differ from its address, as a message and as a body", () =>
    Effect.gen(function* () {
      const strict = yield* StrictReading.StrictReading
      const address = yield* MessageRef.parse("honcho:w1/s1/4711")
      const native = { ...honcho, workspace_id: "w2", session_id: "s2" }
      const message = Normalization.toMessage(address.ref, native)
      assert.deepStrictEqual(message.conversation, { id: "s2", workspaceId: "w2" })
      const drift = [
        { path: "/workspace_id", expected: "the workspaceId of the ref" },
        { path: "/session_id", expected: "the sessionId of the ref" }
      ]
      assert.deepStrictEqual(yield* strict.ofMessage(address, message), drift)
      assert.deepStrictEqual(strict.ofBody(address, bytes(JSON.stringify(native))), drift)
      assert.deepStrictEqual(strict.ofBody(address, bytes(JSON.stringify(honcho))), [])
    }).pipe(Effect.provide(StrictReading.layer))
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
        list: () => Effect.dieMessage("nothing is listed"),
        conversations: () => Effect.dieMessage("nothing is listed"),
        post: () => Effect.dieMessage("nothing is posted"),
        providers: Effect.succeed([])
      })
    )
  )
})
