import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { services } from "../Client.js"
import { client } from "./Asker.js"

const now = Date.UTC(2026, 10, 26, 12, 0, 0, 80)

describe("a post to Veryfront", () => {
  const ask = client("vf_sandbox")
  const conversation = "/veryfront/conversations/d1a40000-0000-4000-8000-000000000003"
  const contract = Contract.of("veryfront.get-message").success
  const hello = { role: "user", parts: [{ type: "text", text: "Hello" }] }

  it.scoped("is listed at once, with a reply that is pending, then half written, then complete", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const { body: posted, status } = yield* ask(`${conversation}/messages`, { ...hello, metadata: { a: 1 } })
      assert.strictEqual(status, 201)
      assert.deepStrictEqual(contract(posted), [])
      assert.deepInclude(posted, { seq: 4, role: "user", status: "completed", metadata: { a: 1 } })
      const read = Effect.map(ask(`${conversation}/messages`), ({ body }) => {
        assert.deepStrictEqual(body.data[3], posted)
        const reply = body.data[4]
        assert.deepStrictEqual(contract(reply), [])
        assert.deepInclude(reply, { seq: 5, role: "assistant", parent_id: posted.id })
        return [reply.status, reply.parts.length, reply.finish_reason]
      })
      assert.deepStrictEqual(yield* read, ["pending", 0, null])
      yield* TestClock.adjust("250 millis")
      assert.deepStrictEqual(yield* read, ["streaming", 1, null])
      yield* TestClock.adjust("750 millis")
      assert.deepStrictEqual(yield* read, ["completed", 1, "stop"])
    }).pipe(Effect.provide(services))
  )

  it.scoped("happens once for an idempotency key", () =>
    Effect.gen(function* () {
      const body = { ...hello, idempotency_key: "k1" }
      const first = yield* ask(`${conversation}/messages`, body)
      const again = yield* ask(`${conversation}/messages`, body)
      assert.deepStrictEqual([first.status, again.status], [201, 200])
      assert.deepStrictEqual(again.body, first.body)
      const other = yield* ask(`${conversation}/messages`, { ...hello, idempotency_key: "k2" })
      assert.notStrictEqual(other.body.id, first.body.id)
      assert.lengthOf((yield* ask(`${conversation}/messages`)).body.data, 3 + 4)
    }).pipe(Effect.provide(services))
  )

  it.scoped("follows the message that it names, or the last one", () =>
    Effect.gen(function* () {
      const { data } = (yield* ask(`${conversation}/messages`)).body
      const branch = yield* ask(`${conversation}/messages`, { ...hello, parent_id: data[0].id })
      assert.strictEqual(branch.body.parent_id, data[0].id)
      const unknown = yield* ask(`${conversation}/messages`, {
        ...hello,
        parent_id: "33333333-3333-4333-a333-333333333335"
      })
      assert.deepInclude(unknown.body, { status: 404, detail: "Parent message not found" })
      const { text } = Samples.get("veryfront", "req-send-message.json")
      assert.strictEqual((yield* ask(`${conversation}/messages`, text)).status, 404)
      assert.strictEqual(
        (yield* ask(`${conversation}/messages`, { ...JSON.parse(text), parent_id: data[2].id })).status,
        201
      )
    }).pipe(Effect.provide(services))
  )

  it.scoped("takes every kind of part", () =>
    Effect.gen(function* () {
      const parts = JSON.parse(Samples.get("veryfront", "msg-all-11-parts.json").text).parts
      const { body, status } = yield* ask(`${conversation}/messages`, { role: "user", parts })
      assert.deepStrictEqual([status, body.parts], [201, parts])
      const many = Array.from({ length: 200 }, () => hello.parts[0])
      assert.strictEqual((yield* ask(`${conversation}/messages`, { role: "user", parts: many })).status, 201)
    }).pipe(Effect.provide(services))
  )

  const bad: ReadonlyArray<[string, unknown, string, string]> = [
    ["no JSON", "{", "", "invalid_type"],
    ["another role", { ...hello, role: "assistant" }, "role", "invalid_literal"],
    ["no parts", { role: "user" }, "parts", "invalid_type"],
    ["an empty list of parts", { role: "user", parts: [] }, "parts", "too_small"],
    ["201 parts", { role: "user", parts: Array.from({ length: 201 }, () => hello.parts[0]) }, "parts", "too_big"],
    ["a part of no kind", { role: "user", parts: [{ type: "audio" }] }, "parts.0.type", "invalid_union_discriminator"],
    [
      "a text that is too long",
      { role: "user", parts: [{ type: "text", text: "x".repeat(100_001) }] },
      "parts.0.text",
      "too_big"
    ],
    [
      "an image without an upload",
      { role: "user", parts: [{ type: "image", media_type: "image/png" }] },
      "parts.0.upload_id",
      "invalid_type"
    ],
    ["a parent that is no UUID", { ...hello, parent_id: "m1" }, "parent_id", "invalid_string"],
    ["a key of 256 characters", { ...hello, idempotency_key: "k".repeat(256) }, "idempotency_key", "too_big"],
    ["metadata that is a list", { ...hello, metadata: [] }, "metadata", "invalid_type"]
  ]
  for (const [what, body, field, code] of bad)
    it.scoped(`is refused with ${what}`, () =>
      Effect.gen(function* () {
        const refused = yield* ask(`${conversation}/messages`, body)
        assert.strictEqual(refused.status, 400)
        assert.deepInclude(refused.body.errors[0], { field, code })
      }).pipe(Effect.provide(services))
    )

  it.scoped("is refused for a conversation that is unknown or another account's", () =>
    Effect.gen(function* () {
      for (const [id, status] of [
        ["d1a40000-0000-4000-8000-000000000009", 404],
        ["0b0e5a1e-0000-4000-8000-000000000002", 403],
        ["c1", 400]
      ] as const)
        assert.strictEqual((yield* ask(`/veryfront/conversations/${id}/messages`, hello)).status, status)
    }).pipe(Effect.provide(services))
  )
})
