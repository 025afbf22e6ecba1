/** A client of Mielto's messages: get one (docs.mielto.com, API v1). */
import { type Address as Addresses, type Json, type MessageError, type Messages, Provider } from "@org/messages-core"
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
import { MieltoMessage } from "./MieltoSchema.js"

/** The settings of the client. `url` is everything before `/api/v1`. */
export interface Options extends ProviderSettings.ProviderSettings {
  /** The workspace that is sent when an address has none. */
  readonly workspaceId?: string | undefined
}

/** Where Mielto keeps a message. */
export type Address = Addresses.MessageAddress<"mielto">

/** Mielto's message API. Every failure is a `MessageError`. */
export class MieltoClient extends Context.Tag("@org/messages-provider-mielto/MieltoClient")<
  MieltoClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object with a key `content` and a string `conversation_id`. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: Address) => Effect.Effect<MieltoMessage, MessageError.MessageError>
  }
>() {}

/** Makes the client. Fails if the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<MieltoClient["Type"], ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Effect.map(Transport.make("mielto", options), ({ availability, request }) =>
    MieltoClient.of({
      availability,
      getRaw: (address) => request("get", message(address, options.workspaceId), ResponseReader.raw),
      getJson: (address) => request("get", message(address, options.workspaceId), outer),
      getMessage: (address) => request("get", message(address, options.workspaceId), contract)
    })
  )

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

const outer = ResponseReader.json(Shape.outer({ content: Shape.anything, conversation_id: Shape.string }))
const contract = ResponseReader.json(Shape.contract(MieltoMessage))

const message = (address: Address, workspaceId: string | undefined): OperationRequest.OperationRequest => ({
  address,
  path: ["api", "v1", "messages", address.messageId],
  headers: { "x-workspace-id": address.workspaceId ?? workspaceId }
})
