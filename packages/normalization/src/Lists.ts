/** Reads lists through a provider's client. The steps are the same for every provider; only pages, addresses and the form of a conversation differ. */
import {
  type Address,
  type Conversation,
  ConversationFormat,
  type Cursor,
  Id,
  Json,
  type Message,
  MessageError,
  MessageRef,
  type Operation,
  type Page,
  Paging,
  Provider
} from "@org/messages-core"
import { AttemptLimit, type Shape } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

/** What one provider defines so that its lists can be read. */
export interface ListDefinition<P extends Provider.Provider, C> {
  /** One page of the messages of a conversation, from a place and with its page size. */
  readonly messages: (client: C, conversation: Address.ConversationAddress<P>, at: Cursor.Place) => NativePageOf
  /** Accepts an element that is a message. */
  readonly shape: Shape.Validator<Json.JsonObject>
  /** One page of the conversations of a parent, or of the account. */
  readonly conversations: (client: C, parent: string | undefined, at: Cursor.Place) => NativePageOf
  /** The keys that may hold the id of a native conversation; the first one present counts. */
  readonly conversationKeys: ReadonlyArray<string>
  /** The address of a listed conversation. */
  readonly conversationAddress: (
    id: string,
    parent: string | undefined
  ) => Either.Either<Address.ConversationAddress<P>, MessageError.InvalidRef>
  /** The canonical form of a native conversation. */
  readonly conversation: ConversationFormat.ConversationFormat<Address.ConversationAddress<P>>
}

type NativePageOf = Effect.Effect<Paging.NativePage, MessageError.MessageError>

/** One page of the messages of a conversation. */
export const messages = <P extends Provider.Provider, C>(
  provider: P,
  parts: ListDefinition<P, C>,
  toMessage: (native: Json.JsonObject, address?: Address.MessageAddress<P>) => Message.Message,
  client: C,
  conversation: Address.ConversationAddress<P> & {
    /** The ref of the conversation. */
    readonly ref: string
  },
  options: Page.PageOptions
): Effect.Effect<Page.Page<Message.Message>, MessageError.MessageError> =>
  Effect.gen(function* () {
    yield* checkOrder(provider, options.order)
    const place = yield* Paging.place("messages", provider, conversation.ref, options)
    const native = yield* AttemptLimit.within(
      halving(place, (at) => parts.messages(client, conversation, at)),
      options.attempts
    )
    const addressOf = MessageRef.within(conversation)
    const read: Paging.ReadElement<Message.Message> = (element) =>
      Either.map(parts.shape(element), (json) => {
        const id = idOf(json, ["id"])
        const address = id === undefined ? undefined : Either.getOrUndefined(addressOf(id))
        const value = toMessage(json, address)
        return { value, ref: value.ref, sequence: value.sequence }
      })
    return yield* Paging.page(place, native, read, options.natives)
  })

/** One page of the conversations of a provider. */
export const conversations = <P extends Provider.Provider, C>(
  provider: P,
  parts: ListDefinition<P, C>,
  client: C,
  options: Page.ConversationsOptions
): Effect.Effect<Page.Page<Conversation.Conversation>, MessageError.MessageError> =>
  Effect.gen(function* () {
    const { parent } = options
    yield* checkParent(provider, parent)
    const of = parent === undefined ? provider : `${provider}:${encodeURIComponent(parent)}`
    const place = yield* Paging.place("conversations", provider, of, options)
    const native = yield* AttemptLimit.within(
      halving(place, (at) => parts.conversations(client, parent, at)),
      options.attempts
    )
    const read: Paging.ReadElement<Conversation.Conversation> = (element) => {
      if (!Json.isObject(element)) return Either.left({ path: "", problem: "expected an object" })
      const id = idOf(element, parts.conversationKeys)
      if (id === undefined)
        return Either.left({ path: Json.pointer(parts.conversationKeys.slice(0, 1)), problem: "expected an id" })
      return Either.map(parts.conversationAddress(id, parent), (address) => {
        const value = ConversationFormat.toConversation(parts.conversation, element, address)
        return { value, ref: value.ref }
      }).pipe(Either.mapLeft(({ expected }) => ({ path: "", problem: `expected ${expected}` })))
    }
    return yield* Paging.page(place, native, read)
  })

/** The failure of a page whose envelope contradicts itself. */
export const malformed = (
  provider: Provider.Provider,
  operation: Operation.Operation,
  path: string,
  problem: string
): Effect.Effect<never, MessageError.ProviderFailure> =>
  Effect.fail(
    new MessageError.ProviderFailure({
      provider,
      operation,
      reason: "Malformed",
      origin: "provider",
      attempts: 1,
      path,
      problem
    })
  )

/** Requests half as many elements while the response is too large, because each element may have many megabytes. The cursor keeps the page size of the caller. */
const halving = <A>(
  at: Cursor.Place,
  ask: (at: Cursor.Place) => Effect.Effect<A, MessageError.MessageError>
): Effect.Effect<A, MessageError.MessageError> =>
  Effect.catchAll(ask(at), (error) =>
    error._tag === "ProviderFailure" && error.reason === "TooLarge" && at.limit > 1
      ? halving({ ...at, limit: Math.floor(at.limit / 2) }, ask)
      : Effect.fail(error)
  )

const checkOrder = (provider: Provider.Provider, order: Page.PageOptions["order"]) => {
  const orders: ReadonlyArray<string> = Provider.descriptors[provider].orders
  if (order === undefined || orders.includes(order)) return Effect.void
  const name = Provider.title(provider)
  const problem = `${name} does not guarantee the order ${order}: leave the order out to get messages in ${name}'s own order`
  return Effect.fail(new MessageError.NotSupported({ provider, operation: "list", problem }))
}

const checkParent = (provider: Provider.Provider, id: string | undefined) => {
  const { parent } = Provider.descriptors[provider]
  const name = Provider.title(provider)
  if (id === undefined)
    return parent?.isRequired === true
      ? Effect.fail(
          MessageError.InvalidRef.of(provider, `a ${parent.id}, because ${name} lists conversations by ${parent.id}`)
        )
      : Effect.void
  if (parent === undefined) {
    const problem = `${name} lists the conversations of an account, not of a parent: leave the parent out`
    return Effect.fail(new MessageError.NotSupported({ provider, operation: "conversations", problem }))
  }
  const problem = Id.problem(id)
  return problem === undefined
    ? Effect.void
    : Effect.fail(MessageError.InvalidRef.of(id, `a ${parent.id} that ${problem}`))
}

/** An id as text; some servers send numbers. */
const idOf = (native: Json.JsonObject, keys: ReadonlyArray<string>): string | undefined => {
  const id = keys.map((key) => Json.own(native, key)).find((value) => value !== undefined)
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined
}
