/** Reads a whole conversation of the sandbox over HTTP, by its provider's own paging, while everything happens that can happen to lists. */
import { Pages } from "@org/messages-conversations"
import { ConversationRef, type Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Sandboxes from "../src/Sandboxes.js"

/**
 * Messages arrive, elements come twice over a border, a page is empty, a cursor repeats, all cursors expire, and requests fail and recover.
 * A page of a list by offset cannot be empty unless it is the last, because nothing in it could say that more pages follow.
 */
const everything = (provider: Provider.Provider): ReadonlyArray<Sandbox.Step> => [
  { from: 1, event: { type: "arrive", messages: 2 } },
  { from: 2, event: { type: "fail", status: 503 } },
  { from: 3, event: { type: "repeat", elements: 2 } },
  { from: 4, event: { type: provider === "mielto" ? "stuck" : "empty" } },
  { from: 5, event: { type: "arrive", messages: 3 } },
  { from: 6, event: { type: "stuck" } },
  { from: 7, event: { type: "fail", status: 429, retryAfter: "0" } },
  { from: 8, event: { type: "repeat", elements: 1 } },
  { from: 10, event: { type: "expire" } },
  { from: 12, event: { type: "fail", status: 502 } }
]

/** The refs of all messages in the order in which they are read. */
const refs = (
  provider: Provider.Provider,
  size: number,
  limit: number | undefined,
  script: ReadonlyArray<Sandbox.Step>
) => {
  const diary = Sandbox.diary(provider, size)
  return Effect.gen(function* () {
    const conversation = yield* ConversationRef.parse(diary)
    const found: Array<string> = []
    yield* Stream.runForEach(Pages.messages(conversation, { limit }), ({ ref = "" }) =>
      Effect.sync(() => found.push(ref))
    )
    return found
  }).pipe(Effect.provide(Sandboxes.served({ diarySizes: [size], scripts: { [diary]: script } })))
}

/** Fails unless each message is read once and in order, with and without all of that. */
export const check = (provider: Provider.Provider, size: number, limit?: number): Effect.Effect<number> =>
  Effect.gen(function* () {
    const undisturbed = yield* refs(provider, size, limit, [])
    assert.lengthOf(undisturbed, size)
    assert.strictEqual(new Set(undisturbed).size, size)
    const disturbed = yield* refs(provider, size, limit, everything(provider))
    assert.strictEqual(new Set(disturbed).size, disturbed.length)
    assert.isAtLeast(disturbed.length, size)
    assert.isAtMost(disturbed.length, size + 5)
    assert.deepStrictEqual(disturbed.slice(0, size), undisturbed)
    return disturbed.length
  }).pipe(Effect.orDie)
