/** A client of Honcho's session messages: get one (docs.honcho.dev, Honcho v3). */
import type { Address as Addresses, Json, MessageError, Messages } from "@org/messages-core"
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
import { HonchoMessage } from "./HonchoSchema.js"

/** The settings of the client. `url` is everything before `/v3`. With a `url`, `apiKey` is optional: a self-hosted server may need none. */
export type Options = ProviderSettings.ProviderSettings

/** Where Honcho keeps a message. */
export type Address = Addresses.MessageAddress<"honcho">

/** Honcho's message API. Every failure is a `MessageError`. */
export class HonchoClient extends Context.Tag("@org/messages-provider-honcho/HonchoClient")<
  HonchoClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object with a key `content`. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: Address) => Effect.Effect<HonchoMessage, MessageError.MessageError>
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
      getMessage: (address) => request("get", message(address), contract)
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

const outer = ResponseReader.json(Shape.outer({ content: Shape.anything }))
const contract = ResponseReader.json(Shape.contract(HonchoMessage))

const message = (address: Address): OperationRequest.OperationRequest => ({
  address,
  path: ["v3", "workspaces", address.workspaceId, "sessions", address.sessionId, "messages", address.messageId]
})
