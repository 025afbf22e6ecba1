/** The port over a remote server, connected to this server over a double of the port: values and errors arrive unchanged. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { RemoteMessages } from "@org/messages-api"
import { ConversationRef, type Message, MessageRef, Messages } from "@org/messages-core"
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

  it.scopedLive("fails with every error that the port behind it fails with", () =>
    Effect.gen(function* () {
      let [[error] = []] = errors
      const fail = () =>
        Effect.suspend(() => (error === undefined ? Effect.dieMessage("no error") : Effect.fail(error)))
      const { url } = yield* serve({ get: fail, post: fail })
      const port = yield* remote(url)
      for ([error] of errors) {
        const read = yield* Effect.flip(port.get(address))
        assert.strictEqual(read._tag, error._tag)
        assert.strictEqual(read.message, error.message)
        const post = yield* Effect.flip(port.post(conversation, { text: "hi" }))
        assert.strictEqual(post._tag, error._tag)
        assert.match(post.message, /; its Idempotency-Key is [0-9a-f-]{36}$/)
        assert.isTrue(post.message.startsWith(error.message))
      }
    })
  )
})
