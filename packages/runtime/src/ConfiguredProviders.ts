/** The port over the real providers, configured by the environment. */
import type { Messages } from "@org/messages-core"
import { ProviderMessages, providers } from "@org/messages-normalization"
import type { HttpExchange } from "@org/messages-transport"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as Connections from "./Connections.js"
import type * as Observation from "./Observation.js"
import * as ObservedExchange from "./ObservedExchange.js"

/** The port over an exchange. Reads the keys and URLs of the providers from the environment; each of them may be missing. */
export const over = (
  exchange: Layer.Layer<HttpExchange.HttpExchange>
): Layer.Layer<Messages.Messages, ConfigError.ConfigError> =>
  Layer.provide(ProviderMessages.layerConfig(providers), exchange)

/** The port over connections to the providers. */
export const layer: ReturnType<typeof over> = over(Connections.layer)

/** The same; `observe` gets every request and response. */
export const observed = (observe: Observation.Observe): typeof layer =>
  over(Layer.provide(ObservedExchange.layer(observe), Connections.layer))
