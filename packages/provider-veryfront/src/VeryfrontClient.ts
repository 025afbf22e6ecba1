/** A client of Veryfront's conversations: get a message, list messages and conversations, add a message (veryfront.com/docs, Conversations API). */
import { type Address, Json, type MessageError, type Messages } from "@org/messages-core"
import {
  type HttpExchange,
  RandomUuid,
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
import { VeryfrontMessage, type VeryfrontPost, VeryfrontPosted } from "./VeryfrontSchema.js"

/** The settings of the client. `url` is everything before `/conversations`. */
export type Options = ProviderSettings.ProviderSettings

/** Where Veryfront keeps a message. */
export type MessageAddress = Address.MessageAddress<"veryfront">

/** Where Veryfront keeps a conversation. */
export type ConversationAddress = Address.ConversationAddress<"veryfront">

/** Which page of a list to read. */
export interface PageRequest {
  /** The cursor that the page before gave; the first page if absent. */
  readonly cursor?: string | undefined
  /** The sequence number after which the page begins, for older servers, which have no cursors. */
  readonly after?: string | undefined
  /** The size of the page, 1 to 100. */
  readonly limit?: number | undefined
}

/** Veryfront's message API. Every failure is a `MessageError`. */
export class VeryfrontClient extends Context.Tag("@org/messages-provider-veryfront/VeryfrontClient")<
  VeryfrontClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: MessageAddress) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object whose `parts` is an array. */
    readonly getJson: (address: MessageAddress) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: MessageAddress) => Effect.Effect<VeryfrontMessage, MessageError.MessageError>
    /** A page of the messages of a conversation, of all its branches, as it came: an object with an array `data`, or `items` as older servers send. */
    readonly listJson: (
      conversation: ConversationAddress,
      pageRequest: PageRequest
    ) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** A page of the conversations of the key's account, as it came: an object with an array `data` or `items`. */
    readonly conversationsJson: (pageRequest: PageRequest) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** Adds a user's message. The post has an idempotency key, so it is retried like a read; a new key is made if it has none. */
    readonly addMessage: (
      conversation: ConversationAddress,
      post: VeryfrontPost
    ) => Effect.Effect<VeryfrontPosted, MessageError.MessageError>
  }
>() {}

/** Makes the client. Fails if the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<VeryfrontClient["Type"], ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Effect.map(Transport.make("veryfront", options), ({ availability, request }) =>
    VeryfrontClient.of({
      availability,
      getRaw: (address) => request("get", message(address), ResponseReader.raw),
      getJson: (address) => request("get", message(address), outer),
      getMessage: (address) => request("get", message(address), contract),
      listJson: (conversation, pageRequest) => request("list", list(conversation, pageRequest), page),
      conversationsJson: (pageRequest) => request("conversations", conversations(pageRequest), page),
      addMessage: (conversation, body) =>
        Effect.flatMap(keyOf(body), (key) => request("post", post(conversation, body, key), posted))
    })
  )

/** The client with options from the program. */
export const layer = (
  options: Options
): Layer.Layer<VeryfrontClient, ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Layer.effect(VeryfrontClient, make(options))

/** The client with options from `VERYFRONT_API_TOKEN` and `VERYFRONT_API_URL` and the variables of the policy. */
export const layerConfig: Layer.Layer<VeryfrontClient, ConfigError.ConfigError, HttpExchange.HttpExchange> =
  Layer.effect(VeryfrontClient, Effect.flatMap(ProviderSettings.of("veryfront"), make))

/** Accepts what `getJson` gives: any object whose `parts` is an array. */
export const shape = Shape.outer({ parts: Shape.array })

const outer = ResponseReader.json(shape)
const contract = ResponseReader.json(Shape.contract(VeryfrontMessage))

const page = ResponseReader.page(Shape.list(["data", "items"]))
const posted = ResponseReader.json(Shape.contract(VeryfrontPosted))

const root = ["conversations"]

const messages = (conversationId: string) => [...root, conversationId, "messages"]

const message = (address: MessageAddress): OperationRequest.OperationRequest => ({
  address,
  path: [...messages(address.conversationId), address.messageId]
})

const list = (address: ConversationAddress, pageRequest: PageRequest): OperationRequest.OperationRequest => ({
  address,
  path: messages(address.conversationId),
  ...pageOf(pageRequest)
})

const conversations = (pageRequest: PageRequest): OperationRequest.OperationRequest => ({
  address: { ref: "veryfront" },
  path: root,
  ...pageOf(pageRequest)
})

const pageOf = ({ after, cursor, limit }: PageRequest) => ({
  query: { cursor, after, limit: limit?.toString() },
  hasCursor: cursor !== undefined || after !== undefined
})

const post = (address: ConversationAddress, body: VeryfrontPost, key: string): OperationRequest.OperationRequest => ({
  address,
  path: messages(address.conversationId),
  body: Json.compact({ ...body, idempotency_key: key }),
  isIdempotent: true
})

const keyOf = ({ idempotency_key: key }: VeryfrontPost): Effect.Effect<string> =>
  key === undefined ? RandomUuid.make : Effect.succeed(key)
