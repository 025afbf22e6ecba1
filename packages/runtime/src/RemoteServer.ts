/** The `Messages` port over a messages-server: its keys are used, and none of this machine. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { Messages } from "@org/messages-core"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as StrictReading from "./StrictReading.js"
import * as RemoteMessages from "@org/messages-api/RemoteMessages"
import type { ServerAddress } from "./ServerAddress.js"

/** The port over that server, and the strict reading of what its providers sent. */
export const layer = (
  address: ServerAddress
): Layer.Layer<Messages.Messages | StrictReading.StrictReading, ConfigError.ConfigError> =>
  Layer.provideMerge(StrictReading.layerRemote, RemoteMessages.layer(address).pipe(Layer.provide(client)))

/** Node's own fetch needs no further code to be loaded. A redirect is not followed, as the token would go along. */
const client = Layer.provide(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.RequestInit, { redirect: "manual" }))
