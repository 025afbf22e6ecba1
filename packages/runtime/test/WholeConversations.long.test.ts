/** Reads conversations of 50,000 messages over HTTP, by each provider's own paging, while messages arrive and pages repeat and fail. */
import { assert, describe, it } from "@effect/vitest"
import { Pages } from "@org/messages-conversations"
import { ConversationRef, Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Sandboxes from "../src/Sandboxes.js"

const size = 50_000
const arrived = 5

/** What happens while the list is read. */
const script: ReadonlyArray<Sandbox.Step> = [
  { from: 3, event: { type: "arrive", messages: arrived } },
  { from: 10, event: { type: "repeat", elements: 2 } },
  { from: 20, event: { type: "fail", status: 503 } }
]

/** The refs of all messages in the order in which they are read. */
const refs = (provider: Provider.Provider, script: ReadonlyArray<Sandbox.Step>) =>
  Effect.gen(function* () {
    const conversation = yield* ConversationRef.parse(Sandbox.diary(provider, size))
    const found: Array<string> = []
    yield* Stream.runForEach(Pages.messages(conversation), ({ ref = "" }) => Effect.sync(() => found.push(ref)))
    return found
  }).pipe(
    Effect.provide(Sandboxes.layerWith({ diarySizes: [size], scripts: { [Sandbox.diary(provider, size)]: script } }))
  )

describe.each(Provider.names)("a conversation of 50,000 messages at %s", (provider) => {
  it.live("is read completely, each message once and in order, whatever happens to its list", () =>
    Effect.gen(function* () {
      const undisturbed = yield* refs(provider, [])
      assert.lengthOf(undisturbed, size)
      assert.strictEqual(new Set(undisturbed).size, size)
      const disturbed = yield* refs(provider, script)
      assert.strictEqual(new Set(disturbed).size, disturbed.length)
      assert.lengthOf(disturbed, size + arrived)
      assert.isTrue(undisturbed.every((ref, index) => disturbed[index] === ref))
    })
  )
})
