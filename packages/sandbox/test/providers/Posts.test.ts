import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import { maximumBody } from "../../src/http/SandboxRequest.js"
import { bearer, type Options, send, services, servicesWith } from "../Client.js"

const now = Date.UTC(2026, 10, 26, 12, 0, 0, 80)

const json = ({ json }: { readonly json: unknown }) => JSON.parse(JSON.stringify(json))

const client =
  (key: string) =>
  (path: string, body?: unknown, options: Options = {}) =>
    Effect.map(
      send(path, {
        headers: bearer(key),
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
        ...options
      }),
      (response) => ({ status: response.status, body: json(response) })
    )

describe("a post to Factory", () => {
  const ask = client("fk-sandbox")
  const session = "/factory/api/v0/sessions/diary-3"

  it.scoped("is listed at once, and the reply when the agent has run", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const statusOf = Effect.map(ask(session), ({ body }) => [body.status, body.messageCount])
      const { body: posted } = yield* ask(`${session}/messages`, { text: "Hello" })
      assert.deepStrictEqual(yield* statusOf, ["pending", 4])
      yield* TestClock.adjust("150 millis")
      assert.deepStrictEqual(yield* statusOf, ["running", 4])
      yield* TestClock.adjust("50 millis")
      assert.deepStrictEqual(yield* statusOf, ["idle", 5])
      const { body: list } = yield* ask(`${session}/messages`)
      assert.deepStrictEqual(
        list.messages.slice(3).map(({ id, role }: { readonly id: string; readonly role: string }) => [id, role]),
        [
          [posted.messageId, "user"],
          [`${posted.messageId}-reply`, "assistant"]
        ]
      )
    }).pipe(Effect.provide(servicesWith({ replyMillis: 200 })))
  )

  it.scoped("comes before replies that are still to come", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const first = (yield* ask(`${session}/messages`, { text: "one" })).body.messageId
      yield* TestClock.adjust("400 millis")
      const second = (yield* ask(`${session}/messages`, { text: "two" })).body.messageId
      yield* TestClock.adjust("2 seconds")
      const { body } = yield* ask(`${session}/messages`)
      const ids = body.messages.slice(3).map(({ id }: { readonly id: string }) => id)
      assert.deepStrictEqual(ids, [first, second, `${first}-reply`, `${second}-reply`])
    }).pipe(Effect.provide(services))
  )
})

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

describe("a post that is too large", () => {
  it.scoped("is refused by all four", () =>
    Effect.gen(function* () {
      const body = "x".repeat(maximumBody + 1)
      for (const [key, path] of [
        ["fk-sandbox", "/factory/api/v0/sessions/diary-3/messages"],
        ["mk_sandbox", "/mielto/api/v1/messages"],
        ["hch-sandbox", "/honcho/v3/workspaces/w/sessions/s/messages"],
        ["vf_sandbox", "/veryfront/conversations/d1a40000-0000-4000-8000-000000000003/messages"]
      ] as const)
        assert.strictEqual((yield* client(key)(path, body)).status, 413)
    }).pipe(Effect.provide(services))
  )
})
