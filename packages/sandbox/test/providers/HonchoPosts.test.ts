import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { services } from "../Client.js"
import { client } from "./Asker.js"

const now = Date.UTC(2026, 10, 26, 12, 0, 0, 80)

describe("a post to Honcho", () => {
  const ask = client("hch-sandbox")
  const session = "/honcho/v3/workspaces/bakery/sessions/diary-3"
  const contract = Contract.of("honcho.get-message").success

  it.scoped("gives a batch one time, and ids of 21 characters", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const messages = ["alice", "bob"].map((peer_id) => ({ peer_id, content: `Hello from ${peer_id}` }))
      const { body, status } = yield* ask(`${session}/messages`, { messages })
      assert.deepStrictEqual([status, body.length], [201, 2])
      for (const message of body) {
        assert.deepStrictEqual(contract(message), [])
        assert.match(message.id, /^[A-Za-z0-9_-]{21}$/)
        assert.strictEqual(message.created_at, "2026-11-26T12:00:00.080000Z")
        assert.deepStrictEqual((yield* ask(`${session}/messages/${message.id}`)).body, message)
      }
      const { items, total } = (yield* ask(`${session}/messages/list`, {})).body
      assert.deepStrictEqual([total, items.slice(3)], [5, body])
    }).pipe(Effect.provide(services))
  )

  it.scoped("takes a sample as it is, and makes workspace, session and peers", () =>
    Effect.gen(function* () {
      const elsewhere = "/honcho/v3/workspaces/new/sessions/first"
      const { text } = Samples.get("honcho", "req-create-batch.json")
      const { body, status } = yield* ask(`${elsewhere}/messages`, text)
      const fields = ["id", "content", "peer_id", "session_id", "metadata", "created_at", "workspace_id", "token_count"]
      assert.strictEqual(status, 201)
      assert.sameMembers(Object.keys(body[0]), fields)
      assert.deepInclude(body[1], { metadata: { type: "answer", priority: "low" }, created_at: "2024-01-15T10:30:00Z" })
      const { items } = (yield* ask("/honcho/v3/workspaces/new/sessions/list", {})).body
      assert.deepInclude(items[0], { id: "first", is_active: true, workspace_id: "new" })
      const peers = (yield* ask(`${elsewhere}/peers`)).body.items
      assert.deepStrictEqual(
        peers.map(({ id }: { readonly id: string }) => id),
        ["alice", "tutor"]
      )
    }).pipe(Effect.provide(services))
  )

  it.scoped("removes NUL characters, and takes empty texts", () =>
    Effect.gen(function* () {
      const message = { peer_id: "alice", content: "a\0b", metadata: { "k\0": ["v\0", { x: "\0" }] } }
      const { body } = yield* ask(`${session}/messages`, { messages: [message, { peer_id: "alice", content: "" }] })
      assert.deepInclude(body[0], { content: "ab", metadata: { k: ["v", { x: "" }] } })
      assert.deepInclude(body[1], { content: "", token_count: 0 })
    }).pipe(Effect.provide(services))
  )

  it.scoped("echoes a time as it was given, and reads it back in UTC", () =>
    Effect.gen(function* () {
      for (const [given, echo, stored] of [
        ["2024-01-15T10:30:00", "2024-01-15T10:30:00", "2024-01-15T10:30:00Z"],
        ["2024-01-15T10:30:00.5+02:00", "2024-01-15T10:30:00.500000+02:00", "2024-01-15T08:30:00.500000Z"],
        ["2024-01-15T10:30:00.000001z", "2024-01-15T10:30:00.000001Z", "2024-01-15T10:30:00.000001Z"]
      ] as const) {
        const messages = [{ peer_id: "alice", content: "x", created_at: given }]
        const [posted] = (yield* ask(`${session}/messages`, { messages })).body
        const read = (yield* ask(`${session}/messages/${posted.id}`)).body
        assert.deepStrictEqual([posted.created_at, read.created_at], [echo, stored])
      }
    }).pipe(Effect.provide(services))
  )

  const one = (fields: object) => ({ messages: [{ peer_id: "alice", content: "x", ...fields }] })
  const nested = (depth: number): object => (depth === 1 ? {} : { a: nested(depth - 1) })
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]))
  const batch = (count: number) => ({ messages: Array.from({ length: count }, () => one({}).messages[0]) })

  it.scoped("takes what is just within the limits", () =>
    Effect.gen(function* () {
      for (const body of [
        one({ content: "🥖".repeat(25_000) }),
        one({ metadata: nested(5) }),
        one({ metadata: keys(100) }),
        one({ metadata: null, configuration: null, created_at: null }),
        batch(100)
      ])
        assert.strictEqual((yield* ask(`${session}/messages`, body)).status, 201)
    }).pipe(Effect.provide(services))
  )

  const first = (...rest: ReadonlyArray<string>) => ["body", "messages", 0, ...rest]
  const bad: ReadonlyArray<[string, unknown, ReadonlyArray<string | number>, string]> = [
    ["no JSON", "{", ["body", 0], "json_invalid"],
    ["no messages", {}, ["body", "messages"], "missing"],
    ["an empty batch", { messages: [] }, ["body", "messages"], "too_short"],
    ["a batch of 101", batch(101), ["body", "messages"], "too_long"],
    ["no peer", { messages: [{ content: "x" }] }, first("peer_id"), "missing"],
    ["no content", { messages: [{ peer_id: "alice" }] }, first("content"), "missing"],
    ["content that is null", one({ content: null }), first("content"), "string_type"],
    ["25,001 characters", one({ content: "🥖".repeat(25_001) }), first("content"), "string_too_long"],
    ["101 keys of metadata", one({ metadata: keys(101) }), first("metadata"), "value_error"],
    ["metadata of six levels", one({ metadata: nested(6) }), first("metadata"), "value_error"],
    ["metadata that is a list", one({ metadata: [] }), first("metadata"), "dict_type"],
    ["a time that is none", one({ created_at: "yesterday" }), first("created_at"), "datetime_from_date_parsing"]
  ]
  for (const [what, body, loc, type] of bad)
    it.scoped(`is refused with ${what}`, () =>
      Effect.gen(function* () {
        const refused = yield* ask(`${session}/messages`, body)
        assert.strictEqual(refused.status, 422)
        assert.deepInclude(refused.body.detail[0], { loc, type })
        assert.deepStrictEqual(Contract.of("honcho.get-message").answer(422, refused.body), [])
        assert.strictEqual((yield* ask(`${session}/messages/list`, {})).body.total, 3)
      }).pipe(Effect.provide(services))
    )

  it.scoped("fails for names that cannot be made, as Honcho's server does", () =>
    Effect.gen(function* () {
      const refused = yield* ask("/honcho/v3/workspaces/bakery/sessions/a.b/messages", one({}))
      assert.deepStrictEqual([refused.status, refused.body], [500, Samples.get("honcho", "error-500.json").json])
    }).pipe(Effect.provide(services))
  )
})
