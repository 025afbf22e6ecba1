/** When a post is repeated, and what is said of a post that failed. */
import { assert, describe, it } from "@effect/vitest"
import { LoopbackServer } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { post } from "./Poster.js"

const uuid = "11111111-1111-4111-a111-111111111111"

describe("a post", () => {
  const unavailable = LoopbackServer.json({ detail: "later" }, 503)

  it.live("to Veryfront is repeated with the same key, made anew for each post", () =>
    Effect.gen(function* () {
      const keys: Array<unknown> = []
      for (let round = 0; round < 2; round++) {
        const { outcome, requests } = yield* post(`veryfront:${uuid}`, { text: "x" }, [
          unavailable,
          LoopbackServer.json({ id: uuid }, 201)
        ])
        assert.strictEqual(Reflect.get(outcome, "ref"), `veryfront:${uuid}/${uuid}`)
        assert.strictEqual(requests.length, 2)
        assert.deepStrictEqual(requests[0]?.body, requests[1]?.body)
        keys.push(requests[0]?.body["idempotency_key"])
      }
      for (const key of keys) assert.match(String(key), /^[\da-f-]{36}$/)
      assert.notStrictEqual(keys[0], keys[1])
    })
  )

  it.effect("to any other provider is sent once, with a key too", () =>
    Effect.gen(function* () {
      for (const to of ["factory:s", "mielto:conversation/c", "honcho:w/s"]) {
        const draft = to.startsWith("honcho") ? { text: "x", author: { id: "alice" } } : { text: "x" }
        const { outcome, requests } = yield* post(to, draft, [unavailable], { key: "k" })
        assert.strictEqual(requests.length, 1)
        assert.deepInclude(outcome, { reason: "Unavailable", delivery: "unknown", attempts: 1 })
        assert.notInclude(JSON.stringify(requests[0]?.body), "key")
      }
    })
  )

  it.effect("says that the conversation is missing", () =>
    Effect.gen(function* () {
      for (const to of ["mielto:conversation/c", "honcho:w/s"]) {
        const draft = to.startsWith("honcho") ? { text: "x", author: { id: "alice" } } : { text: "x" }
        const { outcome } = yield* post(to, draft, [LoopbackServer.json({ detail: "Session s not found" }, 404)])
        assert.deepInclude(outcome, { _tag: "ConversationNotFound", ref: to, delivery: "not-delivered" })
      }
    })
  )
})
