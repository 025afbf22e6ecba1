/** Chooses where a program reads and posts messages: at the providers, at a messages-server, or at simulated providers. */
import type { Messages } from "@org/messages-core"
import type * as ConfigError from "effect/ConfigError"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Observation from "./Observation.js"
import type * as RemoteServer from "./RemoteServer.js"
import * as StrictReading from "./StrictReading.js"
import * as ConfiguredProviders from "./ConfiguredProviders.js"
import * as ServerAddress from "./ServerAddress.js"

/** Where a program reads and posts messages. */
export type BackendKind = "providers" | "server" | "sandbox"

/** What the user chose on the command line. */
export interface Options {
  /** Whether to simulate the providers in this process; this overrides the environment. */
  readonly sandbox: boolean
  /** Gets every request to the providers or the server, and every response. */
  readonly observe?: Observation.Observe
  /** How long a whole call to a server may take. For the providers, `MESSAGES_DEADLINE` sets that. */
  readonly timeout?: Duration.Duration | undefined
}

type Backend = Layer.Layer<Messages.Messages | StrictReading.StrictReading, ConfigError.ConfigError>

/** Chooses the sandbox if the options say so, otherwise the server at `MESSAGES_URL` if that is set, otherwise the providers. */
export const kind = ({ sandbox }: Options): Effect.Effect<BackendKind, ConfigError.ConfigError> =>
  sandbox
    ? Effect.succeed("sandbox")
    : Effect.map(ServerAddress.config, (address) => (address === undefined ? "providers" : "server"))

/** The port and the strict reading for that choice. The sandbox and the client of a server are loaded only if they are chosen. */
export const layer = ({ observe, sandbox, timeout }: Options): Backend =>
  Layer.unwrapEffect(
    sandbox
      ? Effect.promise(() => sandboxes(observe))
      : Effect.flatMap(ServerAddress.config, (address) => Effect.promise(() => remoteOr(address, { observe, timeout })))
  )

const sandboxes = async (observe: Options["observe"]): Promise<Backend> => {
  const { layer, observed } = await import("./Sandboxes.js")
  return Layer.merge(observe === undefined ? layer : observed(observe), StrictReading.layer)
}

const remoteOr = async (
  address: ServerAddress.ServerAddress | undefined,
  { observe, timeout }: RemoteServer.Options
): Promise<Backend> => {
  if (address !== undefined) return (await import("./RemoteServer.js")).layer(address, { observe, timeout })
  return Layer.merge(
    observe === undefined ? ConfiguredProviders.layer : ConfiguredProviders.observed(observe),
    StrictReading.layer
  )
}
