/** Mielto's messages: get one (docs.mielto.com, API v1). */
import type * as HttpClient from "@effect/platform/HttpClient"
import type { Address as Refs, Json, MessageError, Messages } from "@org/messages-core"
import { type Policy, Settings, Shape, Transport } from "@org/messages-transport"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { MieltoMessage } from "./MieltoSchema.js"

/** `url` is what stands before `/api/v1`. `workspaceId` is sent where an address names none. Without an `apiKey` every call fails with `NotConfigured`. */
export interface Options {
  readonly apiKey?: Redacted.Redacted | undefined
  readonly url?: string | undefined
  readonly workspaceId?: string | undefined
  readonly policy?: Partial<Policy.Policy> | undefined
}

/** Where Mielto's own service is. */
export const defaultUrl = "https://api.mielto.com"

export type Address = Refs.MessageAddress<"mielto">

/** Mielto's message API; every failure is a `MessageError`. */
export class MieltoClient extends Context.Tag("@org/messages-provider-mielto/MieltoClient")<
  MieltoClient,
  {
    readonly availability: Messages.Availability
    /** The bytes of the answer. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object with a key `content` and a text `conversation_id`. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The message within the contract; `Malformed` with the path of the first departure otherwise. */
    readonly getMessage: (address: Address) => Effect.Effect<MieltoMessage, MessageError.MessageError>
  }
>() {}

/** Fails when the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<MieltoClient["Type"], ConfigError.ConfigError, HttpClient.HttpClient> =>
  Effect.map(
    Transport.make({
      provider: "mielto",
      url: options.url ?? defaultUrl,
      credential: options.apiKey,
      missing: options.apiKey === undefined ? "MIELTO_API_KEY" : undefined,
      operations: ["get"],
      policy: options.policy
    }),
    ({ availability, raw, read }) => {
      const at = message(options.workspaceId)
      return MieltoClient.of({
        availability,
        getRaw: Effect.fn("MieltoClient.getRaw")((address) => raw(at(address))),
        getJson: Effect.fn("MieltoClient.getJson")((address) => read(at(address), outer)),
        getMessage: Effect.fn("MieltoClient.getMessage")((address) => read(at(address), contract))
      })
    }
  )

/** The client with options that the program gives. */
export const layer = (options: Options): Layer.Layer<MieltoClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.effect(MieltoClient, make(options))

/** Reads `MIELTO_API_KEY`, `MIELTO_API_URL` and `MIELTO_WORKSPACE_ID`, and the settings of the policy. */
export const layerConfig: Layer.Layer<MieltoClient, ConfigError.ConfigError, HttpClient.HttpClient> = Layer.effect(
  MieltoClient,
  Effect.flatMap(
    Config.all({
      apiKey: Settings.key("MIELTO_API_KEY"),
      url: Settings.url("MIELTO_API_URL"),
      policy: Settings.policy,
      workspaceId: Settings.id("MIELTO_WORKSPACE_ID")
    }),
    make
  )
)

const outer = Shape.outer({ content: Shape.anything, conversation_id: Shape.string })
const contract = Shape.contract(MieltoMessage)

const message =
  (workspaceId: string | undefined) =>
  (address: Address): Transport.Read => ({
    address,
    path: ["api", "v1", "messages", address.messageId],
    headers: { "x-workspace-id": address.workspaceId ?? workspaceId }
  })
