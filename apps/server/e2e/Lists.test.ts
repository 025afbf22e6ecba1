/** Whole conversations of the sandbox through the shipped server: over its lines, and through the client that other programs use. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { RemoteMessages } from "@org/messages-api"
import { Pages } from "@org/messages-conversations"
import { ConversationRef, Messages, Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { ask } from "../test/TestServer.js"
import { serve } from "./Program.js"

describe("a conversation of 2,500 messages", () => {
  for (const provider of Provider.names)
    it.scopedLive(`of ${provider} comes whole, and the same in lines as through the client`, () =>
      Effect.gen(function* () {
        const server = yield* serve(["--sandbox"])
        const conversation = yield* ConversationRef.parse(Sandbox.diary(provider, 2_500))
        const path = `/v1/conversations/${encodeURIComponent(conversation.ref)}/messages`
        const { text } = yield* ask(server, path, { headers: { accept: "application/x-ndjson" } })
        const lines = text
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line))
        assert.lengthOf(lines, 2_500)
        const messages = yield* Stream.runCollect(Pages.messages(conversation)).pipe(
          Effect.provide(Layer.provide(RemoteMessages.layer({ url: server.url }), FetchHttpClient.layer))
        )
        assert.deepStrictEqual(JSON.parse(JSON.stringify(Chunk.toReadonlyArray(messages))), lines)
      })
    )
})

describe("the client of the server", () => {
  it.scopedLive("lists the conversations of every provider", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const port = yield* Effect.provide(
        Messages.Messages,
        Layer.provide(RemoteMessages.layer({ url: server.url }), FetchHttpClient.layer)
      )
      for (const provider of Provider.names) {
        const [, workspace = ""] = /^honcho:([^/]+)\//.exec(Sandbox.diary("honcho", 3)) ?? []
        const { items } = yield* port.conversations(provider, provider === "honcho" ? { parent: workspace } : {})
        const refs = items.map(({ ref }) => String(ref))
        assert.include(refs, Sandbox.diary(provider, 3), provider)
      }
    })
  )
})
