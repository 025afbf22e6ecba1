/** The `Messages` port over simulated providers. */
import type { Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import type * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Observation from "./Observation.js"
import * as ConfiguredProviders from "./ConfiguredProviders.js"

type Sandboxes = Layer.Layer<Messages.Messages, ConfigError.ConfigError | Sandbox.ListenFailure>

/** The real clients, over HTTP to a new sandbox. It reads nothing from the real environment. */
const over = (clients: typeof ConfiguredProviders.layer, options: Sandbox.SandboxOptions = {}): Sandboxes =>
  Layer.unwrapEffect(
    Effect.map(Sandbox.Sandbox, ({ environment }) =>
      Layer.provide(clients, Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment)))))
    )
  ).pipe(Layer.provide(Sandbox.layerWith({ ownPorts: false, ...options })))

/** The port over a new sandbox. */
export const layer: Sandboxes = over(ConfiguredProviders.layer)

/** The same with options, such as longer conversations or scripts of what happens while a list is read. */
export const layerWith = (options: Sandbox.SandboxOptions): Sandboxes => over(ConfiguredProviders.layer, options)

/** The same; `observe` gets every request and response. */
export const observed = (observe: Observation.Observe): Sandboxes => over(ConfiguredProviders.observed(observe))
