/** A client of Honcho's sessions: get a message, list messages and sessions, add a message (docs.honcho.dev, Honcho v3). */
import { type Address, Id, Json, MessageError, type Messages } from "@org/messages-core"
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
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import { HonchoMessage, type HonchoPost, HonchoPosted } from "./HonchoSchema.js"

/** The settings of the client. `url` is everything before `/v3`. With a `url`, `apiKey` is optional: a self-hosted server may need none. */
export type Options = ProviderSettings.ProviderSettings

/** Where Honcho keeps a message. */
export type MessageAddress = Address.MessageAddress<"honcho">

/** Where Honcho keeps a conversation. */
export type ConversationAddress = Address.ConversationAddress<"honcho">

/** Which page of a list to read. */
export interface PageRequest {
  /** The number of the page, from 1. */
  readonly page: number
  /** The size of the page, 1 to 100. */
  readonly size: number
  /** Whether the newest element comes first; the oldest one if absent. */
  readonly reverse?: boolean | undefined
}

/** Honcho's message API. Every failure is a `MessageError`. */
export class HonchoClient extends Context.Tag("@org/messages-provider-honcho/HonchoClient")<
  HonchoClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: MessageAddress) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object with a key `content`. */
    readonly getJson: (address: MessageAddress) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: MessageAddress) => Effect.Effect<HonchoMessage, MessageError.MessageError>
    /** A page of the messages of a session, as it came: an object with an array `items`. A session that Honcho does not know has an empty page. */
    readonly listJson: (
      conversation: ConversationAddress,
      pageRequest: PageRequest
    ) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** A page of the sessions of a workspace, as it came: an object with an array `items`. */
    readonly conversationsJson: (
      workspaceId: string,
      pageRequest: PageRequest
    ) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** Adds a message. Sends exactly one request, because Honcho has no idempotency keys. Creates workspace, session and peer if they do not exist. */
    readonly addMessage: (
      conversation: ConversationAddress,
      post: HonchoPost
    ) => Effect.Effect<HonchoPosted, MessageError.MessageError>
  }
>() {}

/** Makes the client. Fails if the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<HonchoClient["Type"], ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Effect.map(Transport.make("honcho", options), ({ availability, request }) =>
    HonchoClient.of({
      availability,
      getRaw: (address) => request("get", message(address), ResponseReader.raw),
      getJson: (address) => request("get", message(address), outer),
      getMessage: (address) => request("get", message(address), contract),
      listJson: (conversation, pageRequest) => request("list", list(conversation, pageRequest), page),
      conversationsJson: (workspaceId, pageRequest) => {
        const problem = Id.problem(workspaceId)
        return problem === undefined
          ? request("conversations", sessionList(workspaceId, pageRequest), page)
          : Effect.fail(MessageError.InvalidRef.of(workspaceId, `a workspaceId that ${problem}`))
      },
      addMessage: (conversation, body) => request("post", post(conversation, body), posted)
    })
  )

/** The client with options from the program. */
export const layer = (
  options: Options
): Layer.Layer<HonchoClient, ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Layer.effect(HonchoClient, make(options))

/** The client with options from `HONCHO_API_KEY` and `HONCHO_URL` and the variables of the policy. */
export const layerConfig: Layer.Layer<HonchoClient, ConfigError.ConfigError, HttpExchange.HttpExchange> = Layer.effect(
  HonchoClient,
  Effect.flatMap(ProviderSettings.of("honcho"), make)
)

/** Accepts what `getJson` gives: any object with a key `content`. */
export const shape = Shape.outer({ content: Shape.anything })

const outer = ResponseReader.json(shape)
const contract = ResponseReader.json(Shape.contract(HonchoMessage))

const page = ResponseReader.page(Shape.list(["items"]))
const created = Shape.contract(HonchoPosted)

/** Honcho responds to a post with the list of new messages. */
const posted = ResponseReader.json((json) =>
  Json.isArray(json)
    ? Either.mapLeft(created(json[0] ?? null), ({ path, problem }) => ({ path: `/0${path}`, problem }))
    : Either.left({ path: "", problem: "expected an array" })
)

const sessions = (workspaceId: string) => ["v3", "workspaces", workspaceId, "sessions"]

const messages = ({ sessionId, workspaceId }: ConversationAddress | MessageAddress) => [
  ...sessions(workspaceId),
  sessionId,
  "messages"
]

const message = (address: MessageAddress): OperationRequest.OperationRequest => ({
  address,
  path: [...messages(address), address.messageId]
})

const list = (address: ConversationAddress, pageRequest: PageRequest): OperationRequest.OperationRequest => ({
  address,
  path: [...messages(address), "list"],
  ...pageOf(pageRequest)
})

const sessionList = (workspaceId: string, pageRequest: PageRequest): OperationRequest.OperationRequest => ({
  address: { ref: `honcho:${encodeURIComponent(workspaceId)}` },
  path: [...sessions(workspaceId), "list"],
  ...pageOf(pageRequest)
})

/** Honcho lists with a POST. Its body may have filters; this one has none. */
const pageOf = ({ page, reverse, size }: PageRequest) => ({
  method: "POST" as const,
  query: { page: String(page), size: String(size), reverse: reverse?.toString() },
  body: {}
})

const post = (address: ConversationAddress, body: HonchoPost): OperationRequest.OperationRequest => ({
  address,
  path: messages(address),
  body: { messages: [Json.compact(body)] }
})
