/** A client of Mielto's conversations: get a message, list messages and conversations, add a message (docs.mielto.com, API v1). */
import { type Address, Json, type MessageError, type Messages, Provider } from "@org/messages-core"
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
import * as MieltoPosted from "./MieltoPosted.js"
import { MieltoMessage, type MieltoPost } from "./MieltoSchema.js"

/** The settings of the client. `url` is everything before `/api/v1`. */
export interface Options extends ProviderSettings.ProviderSettings {
  /** The workspace that is sent when an address has none. */
  readonly workspaceId?: string | undefined
}

/** Where Mielto keeps a message. */
export type MessageAddress = Address.MessageAddress<"mielto">

/** Where Mielto keeps a conversation. */
export type ConversationAddress = Address.ConversationAddress<"mielto">

/** Which page of a list to read. */
export interface PageRequest {
  /** How many elements to skip. */
  readonly skip: number
  /** The size of the page, 1 to 1000. */
  readonly limit: number
}

/** Mielto's message API. Every failure is a `MessageError`. */
export class MieltoClient extends Context.Tag("@org/messages-provider-mielto/MieltoClient")<
  MieltoClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: MessageAddress) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object with a key `content` and a string `conversation_id`. */
    readonly getJson: (address: MessageAddress) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: MessageAddress) => Effect.Effect<MieltoMessage, MessageError.MessageError>
    /**
     * A page of the messages of a conversation, as it came. The form of the page is not documented, so an object with an array `data`,
     * `items` or `messages` is accepted, and so is a bare array. The names `skip` and `limit` are those of Mielto's list of conversations.
     */
    readonly listJson: (
      conversation: ConversationAddress,
      pageRequest: PageRequest
    ) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** A page of the conversations of a workspace, or of the key's workspace, as it came: an object with an array `data`, `items` or `conversations`, or a bare array. */
    readonly conversationsJson: (
      workspaceId: string | undefined,
      pageRequest: PageRequest
    ) => Effect.Effect<Shape.NativeList, MessageError.MessageError>
    /** Adds a message. Sends exactly one request, because Mielto has no idempotency keys. The form of the response is not documented, so its id may be missing. */
    readonly addMessage: (
      conversation: ConversationAddress,
      post: MieltoPost,
      options?: PostOptions
    ) => Effect.Effect<MieltoPosted.MieltoPosted, MessageError.MessageError>
  }
>() {}

/** How a message is posted. */
export interface PostOptions {
  /** Whether Mielto may make memories of the message; `false` by default. */
  readonly enableMemories?: boolean | undefined
}

/** Makes the client. Fails if the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<MieltoClient["Type"], ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Effect.map(Transport.make("mielto", options), ({ availability, request }) => {
    const inWorkspace = (workspaceId: string | undefined) => ({
      headers: { "x-workspace-id": workspaceId ?? options.workspaceId }
    })
    const message = (address: MessageAddress): OperationRequest.OperationRequest => ({
      address,
      path: [...root, "messages", address.messageId],
      ...inWorkspace(address.workspaceId)
    })
    const list = (address: ConversationAddress, pageRequest: PageRequest): OperationRequest.OperationRequest => ({
      address,
      path: [...root, "messages"],
      query: { conversation_id: address.conversationId, ...pageQuery(pageRequest) },
      ...inWorkspace(address.workspaceId)
    })
    const conversations = (
      workspaceId: string | undefined,
      pageRequest: PageRequest
    ): OperationRequest.OperationRequest => ({
      address: { ref: "mielto" },
      path: [...root, "conversations"],
      query: pageQuery(pageRequest),
      ...inWorkspace(workspaceId)
    })
    const post = (address: ConversationAddress, content: MieltoPost, enableMemories: boolean) => ({
      address,
      path: [...root, "messages"],
      body: {
        conversation_id: address.conversationId,
        content: Json.compact(content),
        enable_memories: enableMemories
      },
      ...inWorkspace(address.workspaceId)
    })
    return MieltoClient.of({
      availability,
      getRaw: (address) => request("get", message(address), ResponseReader.raw),
      getJson: (address) => request("get", message(address), outer),
      getMessage: (address) => request("get", message(address), contract),
      listJson: (conversation, pageRequest) => request("list", list(conversation, pageRequest), messagePage),
      conversationsJson: (workspaceId, pageRequest) =>
        request("conversations", conversations(workspaceId, pageRequest), conversationPage),
      addMessage: (conversation, body, { enableMemories = false } = {}) =>
        request("post", post(conversation, body, enableMemories), posted)
    })
  })

/** The client with options from the program. */
export const layer = (
  options: Options
): Layer.Layer<MieltoClient, ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Layer.effect(MieltoClient, make(options))

/** The client with options from `MIELTO_API_KEY`, `MIELTO_API_URL` and `MIELTO_WORKSPACE_ID` and the variables of the policy. */
export const layerConfig: Layer.Layer<MieltoClient, ConfigError.ConfigError, HttpExchange.HttpExchange> = Layer.effect(
  MieltoClient,
  Effect.gen(function* () {
    const settings = yield* ProviderSettings.of("mielto")
    const workspaceId = yield* ProviderSettings.id(Provider.descriptors.mielto.variables.query)
    return yield* make({ ...settings, workspaceId })
  })
)

/** Accepts what `getJson` gives: any object with a key `content` and a string `conversation_id`. */
export const shape = Shape.outer({ content: Shape.anything, conversation_id: Shape.string })

const outer = ResponseReader.json(shape)
const contract = ResponseReader.json(Shape.contract(MieltoMessage))

const messagePage = ResponseReader.page(Shape.list(["data", "items", "messages"], true))
const conversationPage = ResponseReader.page(Shape.list(["data", "items", "conversations"], true))
const posted = ResponseReader.json(MieltoPosted.read)

const root = ["api", "v1"]

const pageQuery = ({ limit, skip }: PageRequest) => ({ skip: String(skip), limit: String(limit) })
