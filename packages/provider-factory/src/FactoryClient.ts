/** A client of Factory's session messages: get one, add one (docs.factory.ai, Sessions API v0). */
import { type Address as Addresses, Json, type MessageError, type Messages } from "@org/messages-core"
import {
  type HttpExchange,
  type OperationRequest,
  ProviderSettings,
  ResponseReader,
  Shape,
  Transport
} from "@org/messages-transport"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { FactoryMessage, type FactoryPost, FactoryPosted } from "./FactorySchema.js"

/** The settings of the client. `url` is everything before `/api/v0`. */
export type Options = ProviderSettings.ProviderSettings

/** Where Factory keeps a message. */
export type Address = Addresses.MessageAddress<"factory">

/** Where Factory keeps a conversation. */
export type Conversation = Addresses.ConversationAddress<"factory">

/** Factory's message API. Every failure is a `MessageError`. */
export class FactoryClient extends Context.Tag("@org/messages-provider-factory/FactoryClient")<
  FactoryClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object whose `content` is an array. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: Address) => Effect.Effect<FactoryMessage, MessageError.MessageError>
    /** Adds a user's message, which starts the agent. Sends exactly one request. */
    readonly addMessage: (
      conversation: Conversation,
      post: Omit<FactoryPost, "computerId">
    ) => Effect.Effect<FactoryPosted, MessageError.MessageError>
  }
>() {}

/** Makes the client. Fails if the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<FactoryClient["Type"], ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Effect.map(Transport.make("factory", options), ({ availability, request }) =>
    FactoryClient.of({
      availability,
      getRaw: (address) => request("get", message(address), ResponseReader.raw),
      getJson: (address) => request("get", message(address), outer),
      getMessage: (address) => request("get", message(address), contract),
      addMessage: (conversation, body) => request("post", post(conversation, body), posted)
    })
  )

/** The client with options from the program. */
export const layer = (
  options: Options
): Layer.Layer<FactoryClient, ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Layer.effect(FactoryClient, make(options))

/** The client with options from `FACTORY_API_KEY` and `FACTORY_API_URL` and the variables of the policy. */
export const layerConfig: Layer.Layer<FactoryClient, ConfigError.ConfigError, HttpExchange.HttpExchange> = Layer.effect(
  FactoryClient,
  Effect.flatMap(ProviderSettings.of("factory"), make)
)

const outer = ResponseReader.json(Shape.outer({ content: Shape.array }))
const contract = ResponseReader.json(Shape.contract(FactoryMessage))
const posted = ResponseReader.json(Shape.contract(FactoryPosted))

const messages = (sessionId: string) => ["api", "v0", "sessions", sessionId, "messages"]

const message = (address: Address): OperationRequest.OperationRequest => ({
  address,
  path: [...messages(address.sessionId), address.messageId],
  query: { computerId: address.computerId }
})

const post = (address: Conversation, body: FactoryPost): OperationRequest.OperationRequest => ({
  address,
  path: messages(address.sessionId),
  body: Json.compact({ ...body, computerId: address.computerId })
})
