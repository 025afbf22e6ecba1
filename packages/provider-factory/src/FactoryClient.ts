/** Factory's session messages: get one, add one (docs.factory.ai, Sessions API v0). */
import type * as HttpClient from "@effect/platform/HttpClient"
import { type Address as Refs, Json, type MessageError, type Messages } from "@org/messages-core"
import { type Policy, Settings, Shape, Transport } from "@org/messages-transport"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { FactoryMessage, type FactoryPost, FactoryPosted } from "./FactorySchema.js"

/** `url` is what stands before `/api/v0`. Without an `apiKey` every call fails with `NotConfigured`. */
export interface Options {
  readonly apiKey?: Redacted.Redacted | undefined
  readonly url?: string | undefined
  readonly policy?: Partial<Policy.Policy> | undefined
}

/** Organizations in the European Union use `https://api.eu.factory.ai` (docs.factory.ai, EU deployment). */
export const defaultUrl = "https://api.factory.ai"

export type Address = Refs.MessageAddress<"factory">
export type Conversation = Refs.ConversationAddress<"factory">

/** Factory's message API; every failure is a `MessageError`. */
export class FactoryClient extends Context.Tag("@org/messages-provider-factory/FactoryClient")<
  FactoryClient,
  {
    readonly availability: Messages.Availability
    /** The bytes of the answer. */
    readonly getRaw: (address: Address) => Effect.Effect<Messages.Raw, MessageError.MessageError>
    /** The message as it came: any object whose `content` is an array. */
    readonly getJson: (address: Address) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    /** The message within the contract; `Malformed` with the path of the first departure otherwise. */
    readonly getMessage: (address: Address) => Effect.Effect<FactoryMessage, MessageError.MessageError>
    /** Adds a user's message, which starts the agent. One request, always. */
    readonly addMessage: (
      conversation: Conversation,
      post: Omit<FactoryPost, "computerId">
    ) => Effect.Effect<FactoryPosted, MessageError.MessageError>
  }
>() {}

/** Fails when the URL or the key cannot be used. */
export const make = (
  options: Options
): Effect.Effect<FactoryClient["Type"], ConfigError.ConfigError, HttpClient.HttpClient> =>
  Effect.map(
    Transport.make({
      provider: "factory",
      url: options.url ?? defaultUrl,
      credential: options.apiKey,
      missing: options.apiKey === undefined ? "FACTORY_API_KEY" : undefined,
      operations: ["get", "post"],
      policy: options.policy
    }),
    ({ availability, post, raw, read }) =>
      FactoryClient.of({
        availability,
        getRaw: Effect.fn("FactoryClient.getRaw")((address) => raw(message(address))),
        getJson: Effect.fn("FactoryClient.getJson")((address) => read(message(address), outer)),
        getMessage: Effect.fn("FactoryClient.getMessage")((address) => read(message(address), contract)),
        addMessage: Effect.fn("FactoryClient.addMessage")((address, body) =>
          post(
            {
              address,
              path: messages(address.sessionId),
              body: Json.compact({ ...body, computerId: address.computerId })
            },
            posted
          )
        )
      })
  )

/** The client with options that the program gives. */
export const layer = (options: Options): Layer.Layer<FactoryClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.effect(FactoryClient, make(options))

/** Reads `FACTORY_API_KEY` and `FACTORY_API_URL`, and the settings of the policy. */
export const layerConfig: Layer.Layer<FactoryClient, ConfigError.ConfigError, HttpClient.HttpClient> = Layer.effect(
  FactoryClient,
  Effect.flatMap(
    Config.all({
      apiKey: Settings.key("FACTORY_API_KEY"),
      url: Settings.url("FACTORY_API_URL"),
      policy: Settings.policy
    }),
    make
  )
)

const outer = Shape.outer({ content: Shape.array })
const contract = Shape.contract(FactoryMessage)
const posted = Shape.contract(FactoryPosted)

const messages = (sessionId: string) => ["api", "v0", "sessions", sessionId, "messages"]

const message = (address: Address): Transport.Read => ({
  address,
  path: [...messages(address.sessionId), address.messageId],
  query: { computerId: address.computerId }
})
