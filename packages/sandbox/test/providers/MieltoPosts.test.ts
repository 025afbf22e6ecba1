import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { services } from "../Client.js"
import { client } from "./Asker.js"

const now = Date.UTC(2026, 10, 26, 12, 0, 0, 80)

describe("a post to Mielto", () => {
  const ask = client("mk_sandbox")
  const messages = "/mielto/api/v1/messages"
  const contract = Contract.of("mielto.get-message").success

  it.scoped("takes the documented wrapper with a message", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const content = { content: "Hello", role: "user", tags: ["a"], meta_data: { n: 1 } }
      const body = { conversation_id: "conv_diary_3", content, enable_memories: false }
      const { body: posted, status } = yield* ask(messages, body)
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(contract(posted), [])
      assert.deepStrictEqual(posted, {
        tags: ["a"],
        meta_data: { n: 1 },
        id: "msg_posted_1",
        conversation_id: "conv_diary_3",
        sender_id: "326166736",
        workspace_id: "wsp_sandbox",
        role: "user",
        content: "Hello",
        message_type: "text",
        created_at: "2026-11-26T12:00:00.080Z",
        updated_at: null
      })
      assert.deepStrictEqual((yield* ask(`${messages}/msg_posted_1`)).body, posted)
      const { data, total_count } = (yield* ask(`${messages}?conversation_id=conv_diary_3`)).body
      assert.deepStrictEqual([total_count, data[3]], [4, posted])
    }).pipe(Effect.provide(services))
  )

  it.scoped("takes arrays and bare messages, and begins conversations", () =>
    Effect.gen(function* () {
      for (const { text } of Samples.requests("mielto").filter(({ file }) => !file.includes("conversation"))) {
        const { body, status } = yield* ask(messages, text)
        assert.strictEqual(status, 200)
        for (const message of Array.isArray(body) ? body : [body]) assert.deepStrictEqual(contract(message), [])
      }
      const bare = yield* ask(messages, { conversation_id: "conv_new", content: "Hi", sender_id: "me" })
      assert.deepInclude(bare.body, { conversation_id: "conv_new", sender_id: "me", role: "user" })
      const array = yield* ask(messages, [{ content: "a" }, { content: "b", role: "assistant" }])
      assert.lengthOf(array.body, 2)
      const [{ conversation_id }] = array.body
      assert.strictEqual((yield* ask(`${messages}?conversation_id=${conversation_id}`)).body.total_count, 2)
      const { body } = yield* ask("/mielto/api/v1/conversations")
      assert.include(JSON.stringify(body), conversation_id)
    }).pipe(Effect.provide(services))
  )

  const bad: ReadonlyArray<[string, unknown, ReadonlyArray<string | number>, string]> = [
    ["no JSON", "{", ["body", 0], "json_invalid"],
    ["a text", '"x"', ["body"], "dict_type"],
    ["no content", { conversation_id: "c" }, ["body", "content"], "missing"],
    ["content that is a number", { content: { content: 7 } }, ["body", "content", "content"], "string_type"],
    ["tags that are no list", { content: "x", tags: "a" }, ["body", "tags"], "list_type"],
    ["an element that is no message", [{ content: "x" }, 7], ["body", 1], "dict_type"],
    ["metadata that is a list", { content: "x", meta_data: [] }, ["body", "meta_data"], "dict_type"]
  ]
  for (const [what, body, loc, type] of bad)
    it.scoped(`is refused with ${what}`, () =>
      Effect.gen(function* () {
        const refused = yield* ask(messages, body)
        assert.strictEqual(refused.status, 422)
        assert.deepInclude(refused.body.detail[0], { loc, type })
      }).pipe(Effect.provide(services))
    )
})
