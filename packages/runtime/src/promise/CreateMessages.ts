/** Makes the client of programs without Effect. */
import { Pages } from "@org/messages-conversations"
import { ConversationRef, Cursor, MessageError, MessageRef, Messages } from "@org/messages-core"
import * as ProviderMessages from "@org/messages-normalization/ProviderMessages"
import { HttpClientExchange } from "@org/messages-transport/http-client"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as FetchConnections from "../FetchConnections.js"
import * as Adapters from "./Adapters.js"
import type { MessagesClient } from "./MessagesClient.js"
import * as PromiseRuntime from "./PromiseRuntime.js"
import type { MessagesOptions } from "./MessagesOptions.js"

/** Reads and posts messages of the providers with settings; a provider without settings fails with `NotSupported`. Nothing is loaded or sent before the first call. */
export const createMessages = (settings: MessagesOptions): MessagesClient => {
  const { close, iterate, run } = PromiseRuntime.make(() => port(settings))
  return {
    get: (message, call) =>
      run(
        Effect.flatMap(Messages.Messages, (port) => Effect.flatMap(MessageRef.parse(message), port.get)),
        call
      ),
    list: (conversation, { signal, ...options } = {}) =>
      run(
        Effect.gen(function* () {
          const port = yield* Messages.Messages
          const address = yield* ConversationRef.parse(conversation)
          return yield* port.list(address, { ...options, cursor: yield* cursorOf(options.cursor) })
        }),
        { signal }
      ),
    messages: (conversation, { signal, ...options } = {}) =>
      iterate(
        Stream.unwrap(
          Effect.gen(function* () {
            const address = yield* ConversationRef.parse(conversation)
            return Pages.messages(address, { ...options, cursor: yield* cursorOf(options.cursor) })
          })
        ),
        { signal }
      ),
    conversations: (provider, { signal, ...options } = {}) =>
      run(
        Effect.gen(function* () {
          const port = yield* Messages.Messages
          return yield* port.conversations(provider, { ...options, cursor: yield* cursorOf(options.cursor) })
        }),
        { signal }
      ),
    post: (conversation, draft, { key, signal } = {}) =>
      run(
        Effect.flatMap(Messages.Messages, (port) =>
          Effect.flatMap(ConversationRef.parse(conversation), (address) => port.post(address, draft, { key }))
        ),
        { signal }
      ),
    close
  }
}

const port = async (settings: MessagesOptions) =>
  ProviderMessages.layerConfig(await Adapters.load(settings)).pipe(
    Layer.provide(Layer.provide(HttpClientExchange.layer, FetchConnections.layer))
  )

const cursorOf = (text: string | undefined): Effect.Effect<Cursor.Cursor | undefined, MessageError.InvalidCursor> =>
  text === undefined || isCursor(text)
    ? Effect.succeed(text)
    : Effect.fail(new MessageError.InvalidCursor({ problem: "it is not a cursor, or it was altered" }))

const isCursor = Schema.is(Cursor.Cursor)
