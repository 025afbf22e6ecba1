/** One provider behind the port: its client, its mapping and its strict reading. */
import {
  type Address,
  type Conversation,
  type Draft,
  Drift,
  type Format,
  type Json,
  Lossless,
  type Message,
  type MessageError,
  MessageRef,
  type Messages,
  type Page,
  type Provider
} from "@org/messages-core"
import { EventLoop, type HttpExchange } from "@org/messages-transport"
import type * as ConfigError from "effect/ConfigError"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Lists from "./Lists.js"
import type * as Layer from "effect/Layer"
import type * as Schema from "effect/Schema"

/** The operations of one provider, over its client. */
export interface ProviderPort {
  /** Whether the provider is configured, and its operations. */
  readonly availability: Messages.Availability
  /** One message in the canonical form. */
  readonly get: (address: Address.MessageAddress) => Effect.Effect<Message.Message, MessageError.MessageError>
  /** The response as it came. */
  readonly getRaw: (address: Address.MessageAddress) => Effect.Effect<Messages.Raw, MessageError.MessageError>
  /** Absent where the provider's messages cannot be listed. */
  readonly list?: (
    address: Address.ConversationAddress,
    options: Page.PageOptions
  ) => Effect.Effect<Page.Page<Message.Message>, MessageError.MessageError>
  /** Absent where the provider's conversations cannot be listed. */
  readonly conversations?: (
    options: Page.ConversationsOptions
  ) => Effect.Effect<Page.Page<Conversation.Conversation>, MessageError.MessageError>
  /** Absent where messages cannot be posted to the provider. */
  readonly post?: (
    address: Address.ConversationAddress,
    draft: Draft.Draft,
    options: Messages.PostOptions
  ) => Effect.Effect<Messages.Posted, MessageError.MessageError>
}

/** The entry of a provider in the registry. `Client` is the service that its operations need. */
export interface ProviderAdapter<Client> {
  /** The name of the provider. */
  readonly provider: Provider.Provider
  /** The canonical message of a native one; it has a ref if its address is known. */
  readonly toMessage: (native: Json.JsonObject, address?: Address.MessageAddress) => Message.Message
  /** The native message of a canonical one, even if that came from another format. */
  readonly fromMessage: (message: Message.Message) => Json.JsonObject
  /** Where a native value departs from the provider's contract. */
  readonly drift: (native: Json.Json) => ReadonlyArray<Drift.Drift>
  /** The operations over the client that the program provides. */
  readonly connect: Effect.Effect<ProviderPort, never, Client>
  /** The operations over a client that is configured by the provider's environment variables. */
  readonly connectConfig: Effect.Effect<ProviderPort, ConfigError.ConfigError, HttpExchange.HttpExchange>
}

/** What every provider's client offers. */
export interface Client<P extends Provider.Provider> {
  /** Whether the provider is configured, and its operations. */
  readonly availability: Messages.Availability
  /** The message as JSON, of which only the outer shape is checked. */
  readonly getJson: (address: Address.MessageAddress<P>) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
  /** The response as it came. */
  readonly getRaw: (address: Address.MessageAddress<P>) => Effect.Effect<Messages.Raw, MessageError.MessageError>
}

/** The definition of one provider, typed by its own addresses. */
export interface ProviderDefinition<P extends Provider.Provider, Id, C extends Client<P>, A, I> {
  /** The name of the provider. */
  readonly provider: P
  /** The client that a program provides. */
  readonly client: Context.Tag<Id, C>
  /** The client as the provider's environment variables configure it. */
  readonly layerConfig: Layer.Layer<Id, ConfigError.ConfigError, HttpExchange.HttpExchange>
  /** The schema of a message within the provider's contract, for the strict reading. */
  readonly contract: Schema.Schema<A, I>
  /** The provider's form of a message. */
  readonly format: Format.Format<Json.JsonObject, Address.MessageAddress<P>, Format.OneMessage>
  /** How its lists are read; absent if it has none. */
  readonly lists?: Lists.ListDefinition<P, C>
  /** How a draft is posted; absent if it accepts none. */
  readonly post?: (
    client: C,
    address: Address.ConversationAddress<P>,
    draft: Draft.Draft,
    options: Messages.PostOptions
  ) => Effect.Effect<Messages.Posted, MessageError.MessageError>
}

/** Makes the adapter of one provider. An address of another provider is a defect: the port never passes one on. */
export const make = <P extends Provider.Provider, Id, C extends Client<P>, A, I>(
  definition: ProviderDefinition<P, Id, C, A, I>
): ProviderAdapter<Id> => {
  const { contract, format, layerConfig, lists, post, provider } = definition
  const { fromMessage, toMessage } = Lossless.of(format, ({ ref }) => MessageRef.addressOf(provider, ref))

  const isMessage = (address: { readonly provider: Provider.Provider }): address is Address.MessageAddress<P> =>
    address.provider === provider
  const isConversation = (address: {
    readonly provider: Provider.Provider
  }): address is Address.ConversationAddress<P> => address.provider === provider
  const foreign = (address: { readonly provider: Provider.Provider }) =>
    Effect.dieMessage(`an address of ${address.provider} was given to ${provider}`)

  const connect = Effect.map(definition.client, (client): ProviderPort => ({
    availability: client.availability,
    get: (address) =>
      isMessage(address)
        ? Effect.flatMap(client.getJson(address), (native) =>
            EventLoop.yieldAfterLong(() => toMessage(native, address))
          )
        : foreign(address),
    getRaw: (address) => (isMessage(address) ? client.getRaw(address) : foreign(address)),
    ...(lists && {
      list: (address: Address.ConversationAddress, options: Page.PageOptions) =>
        isConversation(address)
          ? Lists.messages(provider, lists, toMessage, client, address, options)
          : foreign(address),
      conversations: (options: Page.ConversationsOptions) => Lists.conversations(provider, lists, client, options)
    }),
    ...(post && {
      post: (address: Address.ConversationAddress, draft: Draft.Draft, options: Messages.PostOptions) =>
        isConversation(address) ? post(client, address, draft, options) : foreign(address)
    })
  }))

  return {
    provider,
    toMessage: (native, address) => {
      if (address === undefined || isMessage(address)) return toMessage(native, address)
      throw new Error(`an address of ${address.provider} was given to ${provider}`)
    },
    fromMessage,
    drift: Drift.of(contract),
    connect,
    connectConfig: Effect.provide(connect, layerConfig)
  }
}
