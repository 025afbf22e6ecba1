/** The archive as the `Messages` port: every command and format works on it without a network and without keys. */
import type { Message } from "@org/messages-core"
import {
  type Address,
  Cursor,
  type Json,
  MessageError,
  type Messages,
  type Operation,
  type Page,
  Paging,
  Provider
} from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { Database } from "../store/Database.js"
import * as Reads from "./ArchiveReads.js"

/** How the port provides native forms. */
export interface ArchivePortOptions {
  /** The native JSON of a message, or `undefined` if its format is not known. Without this function, `getRaw` and `natives` are not supported. */
  readonly toNative?: ((message: Message.Message) => Json.Json | undefined) | undefined
}

/** The port. Messages that are gone are not listed, but `get` still returns them. */
export const make = (database: Database, { toNative }: ArchivePortOptions = {}): typeof Messages.Messages.Service => {
  const reads = Reads.make(database)

  const get = (address: Address.MessageAddress) =>
    reads.message(address.ref).pipe(
      Effect.filterOrFail(
        (message) => message !== undefined,
        () => new MessageError.MessageNotFound({ provider: address.provider, ref: address.ref })
      )
    )

  const nativeOf = (message: Message.Message, provider: Provider.Provider, operation: Operation.Operation) => {
    const native = toNative?.(message)
    return native === undefined
      ? Effect.fail(
          new MessageError.NotSupported({
            provider,
            operation,
            problem:
              "The archive keeps messages in the canonical form, and this program does not know their native form"
          })
        )
      : Effect.succeed(native)
  }

  const list = (address: Address.ConversationAddress, options: Page.PageOptions = {}) =>
    Effect.gen(function* () {
      const { provider, ref } = address
      const place = yield* Paging.place("messages", provider, ref, options)
      const from = yield* Reads.positionOf(place)
      const order = orderOf(provider, place.order)
      const found = yield* reads.messages(ref, order, from, place.limit)
      if (found === undefined) return yield* new MessageError.ConversationNotFound({ provider, ref })
      const { isEnd, items, last, total } = found
      const cursor = Cursor.encode({
        ...place,
        tail: [],
        given: place.given + items.length,
        native: last === undefined ? place.native : Reads.placeOf(last)
      })
      const natives =
        options.natives === true ? yield* Effect.forEach(items, (item) => nativeOf(item, provider, "list")) : undefined
      return {
        items,
        total,
        ...(isEnd ? { resume: cursor } : { next: cursor }),
        ...(natives !== undefined && { natives })
      }
    })

  const conversations = (provider: Provider.Provider, options: Page.ConversationsOptions = {}) =>
    Effect.gen(function* () {
      const { parent } = options
      const of = parent === undefined ? provider : `${provider}:${encodeURIComponent(parent)}`
      const place = yield* Paging.place("conversations", provider, of, options)
      const from = yield* Reads.positionOf(place)
      const found = yield* reads.conversations(provider, parent, from, place.limit)
      const { isEnd, items, last, total } = found
      if (isEnd || last === undefined) return { items, total }
      const next = { ...place, tail: [], given: place.given + items.length, native: Reads.placeOf(last) }
      return { items, total, next: Cursor.encode(next) }
    })

  return {
    get,
    getRaw: (address) =>
      Effect.gen(function* () {
        const native = yield* nativeOf(yield* get(address), address.provider, "get")
        return { body: new TextEncoder().encode(JSON.stringify(native)), contentType: "application/json" }
      }),
    list,
    conversations,
    post: ({ provider }) =>
      Effect.fail(
        new MessageError.NotSupported({
          provider,
          operation: "post",
          problem: "Nothing can be posted to the archive: post to the provider, and sync afterwards",
          ...MessageError.notDelivered("post")
        })
      ),
    providers: Effect.succeed(
      Provider.names.map((provider) => ({
        provider,
        url: database.place.name,
        configured: true,
        operations: ["get", "list", "conversations"]
      }))
    )
  }
}

/** Without an order, messages come in the provider's order. Where a provider supports `order`, it means the order in which messages were added. */
const orderOf = (provider: Provider.Provider, order: Page.PageOptions["order"]): Reads.ReadOrder => {
  const isAdded = Provider.descriptors[provider].orders.length > 0
  return { by: order === undefined || isAdded ? "position" : "time", isReversed: order === "newest" }
}
