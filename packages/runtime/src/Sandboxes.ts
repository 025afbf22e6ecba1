/** The `Messages` port over simulated providers. */
import type { Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import { HttpExchange, LocalExchange } from "@org/messages-transport"
import * as Clock from "effect/Clock"
import type * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ConfiguredProviders from "./ConfiguredProviders.js"
import type * as Observation from "./Observation.js"
import * as ObservedExchange from "./ObservedExchange.js"

/** The real clients over new simulated providers in this process, without a server. */
export const layer: Layer.Layer<Messages.Messages, ConfigError.ConfigError> = Layer.suspend(() =>
  configured(ConfiguredProviders.over(exchange()), Sandbox.environment(origin))
)

/** The same; `observe` gets every request and response. */
export const observed = (observe: Observation.Observe): typeof layer =>
  Layer.suspend(() =>
    configured(
      ConfiguredProviders.over(Layer.provide(ObservedExchange.layer(observe), exchange())),
      Sandbox.environment(origin)
    )
  )

/** The real clients, over HTTP to a new sandbox with options, such as longer conversations or scripts of what happens while a list is read. */
export const served = (
  options: Sandbox.SandboxOptions = {}
): Layer.Layer<Messages.Messages, ConfigError.ConfigError | Sandbox.ListenFailure> =>
  Layer.unwrapEffect(
    Effect.map(Sandbox.Sandbox, ({ environment }) => configured(ConfiguredProviders.layer, environment))
  ).pipe(Layer.provide(Sandbox.layerWith({ ownPorts: false, ...options })))

/** Reads nothing from the real environment. */
const configured = (clients: typeof layer, environment: Readonly<Record<string, string>>): typeof layer =>
  Layer.provide(clients, Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment)))))

const exchange = (): Layer.Layer<HttpExchange.HttpExchange> => {
  const handle = Sandbox.handler()
  return Layer.succeed(
    HttpExchange.HttpExchange,
    LocalExchange.make(({ body, headers, method, path }) =>
      Effect.map(Clock.currentTimeMillis, (now) => handle({ method, url: path, params: {}, headers, body, now }))
    )
  )
}

/** No connection is made to it. */
const origin = "http://127.0.0.1"
