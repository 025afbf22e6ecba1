/** The port over a remote server, connected to this server over a double of the port: values and errors arrive unchanged. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { RemoteMessages } from "@org/messages-api"
import { ConversationRef, Cursor, type Message, MessageRef, Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { errors } from "./PortErrors.js"
import { type Port, serve } from "./TestServer.js"

const remote = (url: string, token?: Redacted.Redacted) =>
  Effect.provide(Messages.Messages, Layer.provide(RemoteMessages.layer({ url, token }), FetchHttpClient.layer))

const address = Either.getOrThrow(MessageRef.parse("honcho:w/s%2F1/m;n"))

const conversation = Either.getOrThrow(ConversationRef.parse("factory:s"))

const message: Message.Message = {
  version: 1,
  format: "honcho",
  ref: address.ref,
  conversation: { id: "s/1", workspaceId: "w" },
  role: "participant",
  parts: [{ type: "text", text: "é💬" }]
}

const posted = { ref: MessageRef.MessageRef.make("factory:s/m"), agentStatus: "running" }

describe("the port over this server", () => {
  it.scopedLive("reads, posts and lists as the port behind it does", () =>
    Effect.gen(function* () {
      const drafts: Array<unknown> = []
      const body = Uint8Array.of(0x7b, 0xff, 0x7d)
      const availability = { provider: "honcho", url: "http://h", configured: true, operations: ["get"] } as const
      const behind: Partial<Port> = {
        get: ({ ref }) => Effect.succeed({ ...message, ref }),
        getRaw: () => Effect.succeed({ body, contentType: "application/json; charset=utf-8" }),
        post: ({ ref }, draft) =>
          Effect.as(
            Effect.sync(() => drafts.push([ref, draft])),
            posted
          ),
        providers: Effect.succeed([availability])
      }
      const tokens = [Redacted.make("first-token")]
      const { url } = yield* serve(behind, { tokens })
      const port = yield* remote(url, tokens[0])
      assert.deepStrictEqual(yield* port.get(address), message)
      const raw = yield* port.getRaw(address)
      assert.deepStrictEqual([[...raw.body], raw.contentType], [[...body], "application/json"])
      const draft = { text: "hi", files: [{ type: "file", mediaType: "text/plain", text: "a" }] } as const
      assert.deepStrictEqual(yield* port.post(conversation, draft), posted)
      assert.deepStrictEqual(drafts, [["factory:s", draft]])
      assert.deepStrictEqual(yield* port.providers, [availability])
      const stranger = yield* remote(url)
      const refused = yield* Effect.flip(stranger.get(address))
      assert.deepInclude(refused, { _tag: "GatewayFailure", status: 401 })
    })
  )

  it.scopedLive("lists as the port behind it does, with its cursors, faults and the provider's own elements", () =>
    Effect.gen(function* () {
      const asked: Array<unknown> = []
      const next = Cursor.encode({ list: "messages", of: "factory:s", limit: 2, native: "é", given: 2, tail: [] })
      const faults = [{ index: 1, path: "/content", problem: "expected an array" }]
      const page = { items: [message], next, total: 9, faults, natives: [{ a: [null, "é"] }] }
      const found = {
        version: 1,
        provider: "honcho",
        ref: ConversationRef.ConversationRef.make("honcho:w/s"),
        id: "s"
      } as const
      const { url } = yield* serve({
        list: ({ ref }, options) => Effect.sync(() => void asked.push([ref, options])).pipe(Effect.as(page)),
        conversations: (provider, options) =>
          Effect.sync(() => void asked.push([provider, options])).pipe(Effect.as({ items: [found], resume: next }))
      })
      const port = yield* remote(url)
      const at = Either.getOrThrow(ConversationRef.parse("mielto:conversation/c%2F1?workspaceId=w%261"))
      assert.deepStrictEqual(yield* port.list(at, { limit: 2, order: "newest", natives: true }), page)
      yield* port.list(at, { cursor: next })
      assert.deepStrictEqual(yield* port.conversations("honcho", { parent: "a b&c", limit: 5 }), {
        items: [found],
        resume: next
      })
      yield* port.conversations("factory")
      const none = { cursor: undefined, limit: undefined, order: undefined, natives: false }
      assert.deepStrictEqual(asked, [
        [at.ref, { ...none, limit: 2, order: "newest", natives: true }],
        [at.ref, { ...none, cursor: next }],
        ["honcho", { cursor: undefined, limit: 5, parent: "a b&c" }],
        ["factory", { cursor: undefined, limit: undefined, parent: undefined }]
      ])
    })
  )

  it.scopedLive("posts everything that a draft can hold, with its key", () =>
    Effect.gen(function* () {
      const got: Array<unknown> = []
      const post: Port["post"] = ({ ref }, draft, options) =>
        Effect.sync(() => void got.push([ref, draft, options])).pipe(Effect.as({}))
      const drafts = [
        ["factory:s", { text: "a", images: [{ type: "file", data: "AA==", mediaType: "image/png" }] }],
        [
          "honcho:w/s",
          { text: "a", author: { id: "alice" }, metadata: { n: 1 }, createdAt: "2026-01-05T09:00:00.123Z" }
        ],
        ["mielto:conversation/c", { text: "a", role: "assistant", tags: ["x"], metadata: { a: { b: null } } }],
        ["veryfront:c", { parts: [{ type: "text", text: "a" }], parentId: "m" }]
      ] as const
      const { url } = yield* serve({ post })
      const port = yield* remote(url)
      for (const [ref, draft] of drafts) {
        const to = Either.getOrThrow(ConversationRef.parse(ref))
        assert.deepStrictEqual(yield* port.post(to, draft, { key: `key-of-${to.provider}` }), {})
      }
      assert.deepStrictEqual(
        got,
        drafts.map(([ref, draft]) => [ref, draft, { key: `key-of-${ref.split(":")[0]}` }])
      )
    })
  )

  it.scopedLive("keeps the keys of two callers apart at the provider", () =>
    Effect.gen(function* () {
      const keys: Array<string | undefined> = []
      const tokens = [Redacted.make("first-token"), Redacted.make("second-token")]
      const post: Port["post"] = (_to, _draft, { key } = {}) =>
        Effect.sync(() => void keys.push(key)).pipe(Effect.as({}))
      const { url } = yield* serve({ post }, { tokens })
      for (const token of tokens) yield* (yield* remote(url, token)).post(conversation, { text: "a" }, { key: "k" })
      const [first = "", second = ""] = keys
      assert.match(first, /^[\w-]{43}$/)
      assert.notStrictEqual(first, second)
    })
  )

  it.scopedLive("fails with every error that the port behind it fails with", () =>
    Effect.gen(function* () {
      let [[error] = []] = errors
      const fail = () =>
        Effect.suspend(() => (error === undefined ? Effect.dieMessage("no error") : Effect.fail(error)))
      const { url } = yield* serve({ get: fail, list: fail, conversations: fail, post: fail })
      const port = yield* remote(url)
      for ([error] of errors) {
        const read = yield* Effect.flip(port.get(address))
        assert.strictEqual(read._tag, error._tag)
        assert.strictEqual(read.message, error.message)
        for (const list of [Effect.asVoid(port.list(conversation)), Effect.asVoid(port.conversations("factory"))]) {
          const listed = yield* Effect.flip(list)
          assert.strictEqual(listed._tag, error._tag)
          assert.strictEqual(listed.message, error.message)
        }
        const post = yield* Effect.flip(port.post(conversation, { text: "hi" }))
        assert.strictEqual(post._tag, error._tag)
        assert.match(post.message, /; its Idempotency-Key is [0-9a-f-]{36}$/)
        assert.isTrue(post.message.startsWith(error.message))
      }
    })
  )
})
