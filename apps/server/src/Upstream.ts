/** The port over the real clients: of the providers, or of sandboxes in this process, over HTTP all the same. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type { ServeError } from "@effect/platform/HttpServerError"
import type { Messages as Port } from "@org/messages-core"
import { Messages } from "@org/messages-normalization"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import { Sandbox } from "@org/messages-sandbox"
import type * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import * as Connections from "./Connections.js"

export const providers: Layer.Layer<Port.Messages, ConfigError.ConfigError> = Messages.layer.pipe(
  Layer.provide([
    FactoryClient.layerConfig,
    MieltoClient.layerConfig,
    HonchoClient.layerConfig,
    VeryfrontClient.layerConfig
  ]),
  Layer.provide(Connections.layer)
)

export const sandboxes: Layer.Layer<Port.Messages, ConfigError.ConfigError | ServeError> = Layer.unwrapEffect(
  Effect.map(Sandbox.Sandbox, ({ environment }) =>
    providers.pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment))))))
  )
).pipe(Layer.provide(Sandbox.layer), Layer.provide(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })))
