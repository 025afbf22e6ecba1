/** The `Messages` port over a messages-server, which uses its own keys, and the exports of that server. */
import type { Messages } from "@org/messages-core"
import type * as ConfigError from "effect/ConfigError"
import type * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import * as FetchConnections from "./FetchConnections.js"
import type * as Observation from "./Observation.js"
import * as ObservedClient from "./ObservedClient.js"
import * as StrictReading from "./StrictReading.js"
import * as RemoteExports from "@org/messages-api/RemoteExports"
import * as RemoteMessages from "@org/messages-api/RemoteMessages"
import type { ServerAddress } from "./ServerAddress.js"

/** How a program calls the server. */
export interface Options {
  /** Gets every request and response. */
  readonly observe?: Observation.Observe | undefined
  /** How long a whole call may take. */
  readonly timeout?: Duration.Duration | undefined
}

/** The port over that server, and the strict reading of what the providers sent. */
export const layer = (
  address: ServerAddress,
  { observe, timeout }: Options = {}
): Layer.Layer<Messages.Messages | StrictReading.StrictReading, ConfigError.ConfigError> =>
  Layer.provideMerge(
    StrictReading.layerRemote,
    Layer.provide(RemoteMessages.layer({ ...address, timeout }), clientOf(observe))
  )

/** The exports of that server. */
export const exports = (
  address: ServerAddress,
  { observe, timeout }: Options = {}
): Layer.Layer<RemoteExports.RemoteExports> =>
  Layer.provide(RemoteExports.layer({ ...address, timeout }), clientOf(observe))

const clientOf = (observe: Options["observe"]) =>
  observe === undefined ? FetchConnections.layer : Layer.provide(ObservedClient.layer(observe), FetchConnections.layer)
