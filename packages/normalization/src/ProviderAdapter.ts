/** One provider behind the port: its client, its mapping and its strict reading. */
import {
  type Address,
  type Draft,
  Drift,
  type Json,
  type Message,
  type MessageError,
  type Messages,
  type Provider
} from "@org/messages-core"
// Every provider package exports it; it belongs to transport, which this package must not import.
import type { HttpExchange } from "@org/messages-provider-factory"
import type * as ConfigError from "effect/ConfigError"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as Schema from "effect/Schema"

/** The operations of one provider, over its client. */
export interface ProviderPort {
  readonly availability: Messages.Availability
  readonly get: (address: Address.MessageAddress) => Effect.Effect<Message.Message, MessageError.MessageError>
  readonly getRaw: (address: Address.MessageAddress) => Effect.Effect<Messages.Raw, MessageError.MessageError>
  /** Absent where the provider takes no posts. */
  readonly post?: (
    address: Address.ConversationAddress,
    draft: Draft.Draft
  ) => Effect.Effect<Messages.Posted, MessageError.MessageError>
}

/** What the registry holds of each provider. `Client` is the service that the operations need. */
export interface ProviderAdapter<Client> {
  readonly provider: Provider.Provider
  readonly toMessage: (native: Json.JsonObject, address: Address.MessageAddress) => Message.Message
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
  readonly availability: Messages.Availability
  readonly getJson: (address: Address.MessageAddress<P>) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
  readonly getRaw: (address: Address.MessageAddress<P>) => Effect.Effect<Messages.Raw, MessageError.MessageError>
}

/** What one provider brings: everything is typed by its own addresses. */
export interface Parts<P extends Provider.Provider, Id, C extends Client<P>, A, I> {
  readonly provider: P
  readonly client: Context.Tag<Id, C>
  readonly layerConfig: Layer.Layer<Id, ConfigError.ConfigError, HttpExchange.HttpExchange>
  readonly contract: Schema.Schema<A, I>
  readonly toMessage: (native: Json.JsonObject, address: Address.MessageAddress<P>) => Message.Message
  readonly fromMessage: (message: Message.Message) => Json.JsonObject
  readonly post?: (
    client: C,
    address: Address.ConversationAddress<P>,
    draft: Draft.Draft
  ) => Effect.Effect<Messages.Posted, MessageError.MessageError>
}

/** Joins the parts. The port asks an adapter only for addresses of its own provider; any other is a defect. */
export const make = <P extends Provider.Provider, Id, C extends Client<P>, A, I>(
  parts: Parts<P, Id, C, A, I>
): ProviderAdapter<Id> => {
  const { contract, fromMessage, layerConfig, post, provider, toMessage } = parts

  const isMessage = (address: { readonly provider: Provider.Provider }): address is Address.MessageAddress<P> =>
    address.provider === provider
  const isConversation = (address: {
    readonly provider: Provider.Provider
  }): address is Address.ConversationAddress<P> => address.provider === provider
  const foreign = (address: { readonly provider: Provider.Provider }) =>
    Effect.dieMessage(`an address of ${address.provider} was given to ${provider}`)

  const connect = Effect.map(parts.client, (client): ProviderPort => ({
    availability: client.availability,
    get: (address) =>
      isMessage(address)
        ? Effect.map(client.getJson(address), (native) => toMessage(native, address))
        : foreign(address),
    getRaw: (address) => (isMessage(address) ? client.getRaw(address) : foreign(address)),
    ...(post && {
      post: (address: Address.ConversationAddress, draft: Draft.Draft) =>
        isConversation(address) ? post(client, address, draft) : foreign(address)
    })
  }))

  return {
    provider,
    toMessage: (native, address) => {
      if (isMessage(address)) return toMessage(native, address)
      throw new Error(`an address of ${address.provider} was given to ${provider}`)
    },
    fromMessage,
    drift: Drift.of(contract),
    connect,
    connectConfig: Effect.provide(connect, layerConfig)
  }
}
