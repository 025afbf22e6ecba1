/** A client of Factory's sessions: get a message, list messages and sessions, add a message (docs.factory.ai, Sessions API v0). */
import { type Address, Json, type MessageError, type Messages } from "@org/messages-core"
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
export type MessageAddress = Address.MessageAddress<"factory">

/** Where Factory keeps a conversation. */
export type ConversationAddress = Address.ConversationAddress<"factory">

/** Which page of a list to read. */
export interface PageRequest {
  /** The cursor that the page before gave; the first page if absent. */
  readonly cursor?: string | undefined
  /** The size of the page, 1 to 100. */
  readonly limit?: number | undefined
}

/** Factory's message API. Every failure is a `MessageError`. */
export class FactoryClient extends Context.Tag("@org/messages-provider-factory/FactoryClient")<
  FactoryClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: MessageAddress) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object whose `content` is an array. */
    readonly getJson: (address: MessageAddress) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: MessageAddress) => Effect.Effect<FactoryMessage, MessageError.MessageError>
    /** A page of the messages of a conversation, as it came: an object with an array `messages`. The order is not documented. */
    readonly listJson: (
      conversation: ConversationAddress,
      pageRequest: PageRequest
    ) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** A page of the sessions of the key's user, as it came: an object with an array `sessions`. */
    readonly conversationsJson: (pageRequest: PageRequest) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** Adds a user's message, which starts the agent. Sends exactly one request. */
    readonly addMessage: (
      conversation: ConversationAddress,
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
      listJson: (conversation, pageRequest) => request("list", list(conversation, pageRequest), messagePage),
      conversationsJson: (pageRequest) => request("conversations", sessions(pageRequest), sessionPage),
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

/** Accepts what `getJson` gives: any object whose `content` is an array. */
export const shape = Shape.outer({ content: Shape.array })

const outer = ResponseReader.json(shape)
const contract = ResponseReader.json(Shape.contract(FactoryMessage))
const messagePage = ResponseReader.page(Shape.list(["messages"]))
const sessionPage = ResponseReader.page(Shape.list(["sessions"]))
const posted = ResponseReader.json(Shape.contract(FactoryPosted))

const root = ["api", "v0", "sessions"]

const messages = (sessionId: string) => [...root, sessionId, "messages"]

const pageQuery = ({ cursor, limit }: PageRequest) => ({ cursor, limit: limit?.toString() })

const message = (address: MessageAddress): OperationRequest.OperationRequest => ({
  address,
  path: [...messages(address.sessionId), address.messageId],
  query: { computerId: address.computerId }
})

const list = (address: ConversationAddress, pageRequest: PageRequest): OperationRequest.OperationRequest => ({
  address,
  path: messages(address.sessionId),
  query: { ...pageQuery(pageRequest), computerId: address.computerId },
  hasCursor: pageRequest.cursor !== undefined
})

const sessions = (pageRequest: PageRequest): OperationRequest.OperationRequest => ({
  address: { ref: "factory" },
  path: root,
  query: pageQuery(pageRequest),
  hasCursor: pageRequest.cursor !== undefined
})

const post = (address: ConversationAddress, body: FactoryPost): OperationRequest.OperationRequest => ({
  address,
  path: messages(address.sessionId),
  body: Json.compact({ ...body, computerId: address.computerId })
})
