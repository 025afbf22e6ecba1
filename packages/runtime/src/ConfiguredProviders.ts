/** The port over the real providers, configured by the environment. */
import type { Messages as Port } from "@org/messages-core"
import { Messages, providers } from "@org/messages-normalization"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as Connections from "./Connections.js"
import * as ObservedExchange from "./ObservedExchange.js"

/** Reads the keys and URLs of the providers from the environment; each of them may be missing. */
export const layer: Layer.Layer<Port.Messages, ConfigError.ConfigError> = Messages.layerConfig(providers).pipe(
  Layer.provide(Connections.layer)
)

/** The same; `observe` gets what is sent and answered. */
export const observed = (observe: ObservedExchange.Observe): typeof layer =>
  Messages.layerConfig(providers).pipe(Layer.provide(ObservedExchange.layer(observe)), Layer.provide(Connections.layer))
