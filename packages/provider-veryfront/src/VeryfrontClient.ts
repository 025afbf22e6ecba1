/** A client of Veryfront's conversation messages: get one (veryfront.com/docs, Conversations API). */
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
import { VeryfrontMessage } from "./VeryfrontSchema.js"

/** The settings of the client. `url` is everything before `/conversations`. */
export type Options = ProviderSettings.ProviderSettings

/** Where Veryfront keeps a message. */
export type Address = Addresses.MessageAddress<"veryfront">

/** Veryfront's message API. Every failure is a `MessageError`. */
export class VeryfrontClient extends Context.Tag("@org/messages-provider-veryfront/VeryfrontClient")<
  VeryfrontClient,
  {
    /** Whether the provider is configured, its URL, and its operations. */
    readonly availability: Messages.Availability
    /** The bytes of the response. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object whose `parts` is an array. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The typed message. If it departs from the contract, fails with `Malformed` and the path of the first departure. */
    readonly getMessage: (address: Address) => Effect.Effect<VeryfrontMessage, MessageError.MessageError>
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
      getMessage: (address) => request("get", message(address), contract)
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

const outer = ResponseReader.json(Shape.outer({ parts: Shape.array }))
const contract = ResponseReader.json(Shape.contract(VeryfrontMessage))

const message = (address: Address): OperationRequest.OperationRequest => ({
  address,
  path: ["conversations", address.conversationId, "messages", address.messageId]
})
