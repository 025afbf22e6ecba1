/** The `Messages` port over simulated providers. */
import type { Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import type * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Providers from "./Providers.js"

/** The real clients, over HTTP to a new sandbox. It reads nothing from the real environment. */
export const layer: Layer.Layer<Messages.Messages, ConfigError.ConfigError | Sandbox.ListenFailure> =
  Layer.unwrapEffect(
    Effect.map(Sandbox.Sandbox, ({ environment }) =>
      Layer.provide(
        Providers.layer,
        Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment))))
      )
    )
  ).pipe(Layer.provide(Sandbox.layer))
