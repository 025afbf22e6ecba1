/** Honcho's session messages: get one (Honcho v3). */
import type * as HttpClient from "@effect/platform/HttpClient"
import type { Address as Refs, Json, MessageError, Messages } from "@org/messages-core"
import { type Policy, Settings, Shape, Transport } from "@org/messages-transport"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { HonchoMessage } from "./HonchoSchema.js"

/**
 * `url` is what stands before `/v3`. A server of one's own may ask for no key (`AUTH_USE_AUTH=false`, Honcho's configuration), so only
 * when neither is given does every call fail with `NotConfigured`.
 */
export interface Options {
  readonly apiKey?: Redacted.Redacted | undefined
  readonly url?: string | undefined
  readonly policy?: Partial<Policy.Policy> | undefined
}

/** Where Honcho's own service is. */
export const defaultUrl = "https://api.honcho.dev"

export type Address = Refs.MessageAddress<"honcho">

/** Honcho's message API; every failure is a `MessageError`. */
export class HonchoClient extends Context.Tag("@org/messages-provider-honcho/HonchoClient")<
  HonchoClient,
  {
    readonly availability: Messages.Availability
    /** The bytes of the answer. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object with a key `content`. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The message within the contract; `Malformed` with the path of the first departure otherwise. */
    readonly getMessage: (address: Address) => Effect.Effect<HonchoMessage, MessageError.MessageError>
  }
>() {}

/** Fails when the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<HonchoClient["Type"], ConfigError.ConfigError, HttpClient.HttpClient> =>
  Effect.map(
    Transport.make({
      provider: "honcho",
      url: options.url ?? defaultUrl,
      credential: options.apiKey,
      missing: options.apiKey === undefined && options.url === undefined ? "HONCHO_API_KEY" : undefined,
      operations: ["get"],
      policy: options.policy
    }),
    ({ availability, raw, read }) =>
      HonchoClient.of({
        availability,
        getRaw: Effect.fn("HonchoClient.getRaw")((address) => raw(message(address))),
        getJson: Effect.fn("HonchoClient.getJson")((address) => read(message(address), outer)),
        getMessage: Effect.fn("HonchoClient.getMessage")((address) => read(message(address), contract))
      })
  )

/** The client with options that the program gives. */
export const layer = (options: Options): Layer.Layer<HonchoClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.effect(HonchoClient, make(options))

/** Reads `HONCHO_API_KEY` and `HONCHO_URL`, and the settings of the policy. */
export const layerConfig: Layer.Layer<HonchoClient, ConfigError.ConfigError, HttpClient.HttpClient> = Layer.effect(
  HonchoClient,
  Effect.flatMap(
    Config.all({ apiKey: Settings.key("HONCHO_API_KEY"), url: Settings.url("HONCHO_URL"), policy: Settings.policy }),
    make
  )
)

const outer = Shape.outer({ content: Shape.anything })
const contract = Shape.contract(HonchoMessage)

const message = (address: Address): Transport.Read => ({
  address,
  path: ["v3", "workspaces", address.workspaceId, "sessions", address.sessionId, "messages", address.messageId]
})
