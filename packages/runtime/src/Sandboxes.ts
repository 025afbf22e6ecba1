/** The providers simulated on loopback, and the port over them. */
import type { ServeError } from "@effect/platform/HttpServerError"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type { Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import type * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import * as Providers from "./Providers.js"

/** A sandbox on a port of this machine; 0 is any free port. */
export const server = (port: number): Layer.Layer<Sandbox.Sandbox, ServeError> =>
  Layer.provide(Sandbox.layer, NodeHttpServer.layer(createServer, { port, host: "127.0.0.1" }))

/** The real clients over a sandbox of their own, over HTTP. Nothing of the real environment is read. */
export const layer: Layer.Layer<Messages.Messages, ConfigError.ConfigError | ServeError> = Layer.unwrapEffect(
  Effect.map(Sandbox.Sandbox, ({ environment }) =>
    Layer.provide(
      Providers.layer,
      Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment))))
    )
  )
).pipe(Layer.provide(server(0)))
