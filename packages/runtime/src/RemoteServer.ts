/** The `Messages` port over a messages-server, which uses its own keys. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { Messages } from "@org/messages-core"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as StrictReading from "./StrictReading.js"
import * as RemoteMessages from "@org/messages-api/RemoteMessages"
import type { ServerAddress } from "./ServerAddress.js"

/** The port over that server, and the strict reading of what the providers sent. */
export const layer = (
  address: ServerAddress
): Layer.Layer<Messages.Messages | StrictReading.StrictReading, ConfigError.ConfigError> =>
  Layer.provideMerge(StrictReading.layerRemote, RemoteMessages.layer(address).pipe(Layer.provide(client)))

/** Node's own fetch, which needs no further code. It does not follow a redirect, because the token would be sent along. */
const client = Layer.provide(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.RequestInit, { redirect: "manual" }))
