/** The port over the real providers, configured by the environment. */
import type { Messages } from "@org/messages-core"
import { ProviderMessages, providers } from "@org/messages-normalization"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as Connections from "./Connections.js"
import type * as Observation from "./Observation.js"
import * as ObservedExchange from "./ObservedExchange.js"

/** Reads the keys and URLs of the providers from the environment; each of them may be missing. */
export const layer: Layer.Layer<Messages.Messages, ConfigError.ConfigError> = ProviderMessages.layerConfig(
  providers
).pipe(Layer.provide(Connections.layer))

/** The same; `observe` gets every request and response. */
export const observed = (observe: Observation.Observe): typeof layer =>
  ProviderMessages.layerConfig(providers).pipe(
    Layer.provide(ObservedExchange.layer(observe)),
    Layer.provide(Connections.layer)
  )
