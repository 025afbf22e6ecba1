/** The `Messages` port over a messages-server: its keys are used, and none of this machine. */
import type { Messages } from "@org/messages-core"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as Connections from "../Connections.js"
import * as StrictReading from "../StrictReading.js"
import * as RemoteMessages from "./RemoteMessages.js"
import type { ServerAddress } from "./ServerAddress.js"

/** The port over that server, and the strict reading of what its providers sent. */
export const layer = (
  address: ServerAddress
): Layer.Layer<Messages.Messages | StrictReading.StrictReading, ConfigError.ConfigError> =>
  Layer.provideMerge(StrictReading.layerRemote, RemoteMessages.layer(address).pipe(Layer.provide(Connections.layer)))
