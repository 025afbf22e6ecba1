/** Veryfront's conversation messages: get one (veryfront.com/docs, Conversations API). */
import type * as HttpClient from "@effect/platform/HttpClient"
import type { Address as Refs, Json, MessageError, Messages } from "@org/messages-core"
import { type Policy, Settings, Shape, Transport } from "@org/messages-transport"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { VeryfrontMessage } from "./VeryfrontSchema.js"

/** `url` is what stands before `/conversations`. Without an `apiKey` every call fails with `NotConfigured`. */
export interface Options {
  readonly apiKey?: Redacted.Redacted | undefined
  readonly url?: string | undefined
  readonly policy?: Partial<Policy.Policy> | undefined
}

/** Where Veryfront's own service is. */
export const defaultUrl = "https://api.veryfront.com"

export type Address = Refs.MessageAddress<"veryfront">

/** Veryfront's message API; every failure is a `MessageError`. */
export class VeryfrontClient extends Context.Tag("@org/messages-provider-veryfront/VeryfrontClient")<
  VeryfrontClient,
  {
    readonly availability: Messages.Availability
    /** The bytes of the answer. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object whose `parts` is an array. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The message within the contract; `Malformed` with the path of the first departure otherwise. */
    readonly getMessage: (address: Address) => Effect.Effect<VeryfrontMessage, MessageError.MessageError>
  }
>() {}

/** Fails when the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<VeryfrontClient["Type"], ConfigError.ConfigError, HttpClient.HttpClient> =>
  Effect.map(
    Transport.make({
      provider: "veryfront",
      url: options.url ?? defaultUrl,
      credential: options.apiKey,
      missing: options.apiKey === undefined ? "VERYFRONT_API_TOKEN" : undefined,
      operations: ["get"],
      policy: options.policy
    }),
    ({ availability, raw, read }) =>
      VeryfrontClient.of({
        availability,
        getRaw: Effect.fn("VeryfrontClient.getRaw")((address) => raw(message(address))),
        getJson: Effect.fn("VeryfrontClient.getJson")((address) => read(message(address), outer)),
        getMessage: Effect.fn("VeryfrontClient.getMessage")((address) => read(message(address), contract))
      })
  )

/** The client with options that the program gives. */
export const layer = (options: Options): Layer.Layer<VeryfrontClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.effect(VeryfrontClient, make(options))

/** Reads `VERYFRONT_API_TOKEN` and `VERYFRONT_API_URL`, and the settings of the policy. */
export const layerConfig: Layer.Layer<VeryfrontClient, ConfigError.ConfigError, HttpClient.HttpClient> = Layer.effect(
  VeryfrontClient,
  Effect.flatMap(
    Config.all({
      apiKey: Settings.key("VERYFRONT_API_TOKEN"),
      url: Settings.url("VERYFRONT_API_URL"),
      policy: Settings.policy
    }),
    make
  )
)

const outer = Shape.outer({ parts: Shape.array })
const contract = Shape.contract(VeryfrontMessage)

const message = (address: Address): Transport.Read => ({
  address,
  path: ["conversations", address.conversationId, "messages", address.messageId]
})
