/** The sandbox on a port of this machine, and the port over it. Loaded only when it is asked for. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type { Messages } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import type * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import * as Backend from "./Backend.js"
import * as ErrorCode from "./ErrorCode.js"
import { NotServed } from "./Failure.js"
import type { StrictReading } from "./StrictReading.js"

/** Serves as long as the scope is open. */
export const start = Effect.fn("Simulation.start")(function* (port: number) {
  const context = yield* Layer.build(server(port))
  const { environment, url } = yield* Effect.provide(Sandbox.Sandbox, context)
  return { environment, url, seeds: Sandbox.seeds, conversation: Sandbox.conversation }
})

const server = (port: number) =>
  Sandbox.layer.pipe(
    Layer.provide(NodeHttpServer.layer(createServer, { port, host: "127.0.0.1" })),
    Layer.mapError(({ cause }) => new NotServed({ port, code: ErrorCode.of(cause) ?? "unknown" }))
  )

/** The real clients over a sandbox of their own. Nothing of the real environment is read. */
export const layer: Layer.Layer<Messages.Messages | StrictReading, ConfigError.ConfigError | NotServed> =
  Layer.unwrapScoped(
    Effect.map(start(0), ({ environment }) =>
      Layer.provide(
        Backend.layer,
        Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment))))
      )
    )
  )
