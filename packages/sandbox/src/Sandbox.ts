/** The sandbox: the providers on loopback over real HTTP, with authentication, errors, state, and messages with fixed ids. */
import { Provider } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SandboxServer from "./http/SandboxServer.js"
import * as SimulatedFactory from "./providers/SimulatedFactory.js"
import * as FactorySeeds from "./seeds/FactorySeeds.js"
import * as VeryfrontSeeds from "./seeds/VeryfrontSeeds.js"
import type { Seed } from "./SimulatedProvider.js"
import { simulatedProviders } from "./SimulatedProviders.js"

export { ListenFailure } from "./http/SandboxServer.js"
export type { Seed } from "./SimulatedProvider.js"

/** Every seeded message, in reading order. */
export const seeds: ReadonlyArray<Seed> = simulatedProviders
  .flatMap((simulated) => simulated.seeds)
  .map(({ ref, shows }) => ({ ref, shows }))

/** The conversation that takes posts. */
export const conversation: string = FactorySeeds.conversation

/** A message that the sandbox's key may not read: 403. */
export const forbidden: string = VeryfrontSeeds.forbidden

/** With this value of `FACTORY_API_KEY`, Factory answers 403, as it does to an organization without sessions. */
export const factoryKeyWithoutSessions: string = SimulatedFactory.keyWithoutSessions

/** A running sandbox. */
export class Sandbox extends Context.Tag("@org/messages-sandbox/Sandbox")<
  Sandbox,
  {
    /** The URL, such as `http://127.0.0.1:8787`; each provider is under its name, such as `/factory`. */
    readonly url: string
    /** The variables that point every provider client at this sandbox, with its keys. */
    readonly environment: Readonly<Record<string, string>>
  }
>() {}

/** The environment that makes a program use the sandbox at `url`. */
export const environment = (url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    simulatedProviders.flatMap(({ defaultId, key, provider }) => {
      const { variables } = Provider.descriptors[provider]
      return [
        [variables.key, key],
        [variables.url, `${url}/${provider}`],
        ...(variables.query === undefined || defaultId === undefined ? [] : [[variables.query, defaultId]])
      ]
    })
  )

/** Serves a new sandbox on a port of 127.0.0.1 until the layer's scope closes; port 0 is any free port. */
export const layerAt = (port: number): Layer.Layer<Sandbox, SandboxServer.ListenFailure> =>
  Layer.scoped(
    Sandbox,
    Effect.suspend(() =>
      Effect.map(
        SandboxServer.serve(port, new Map(simulatedProviders.map(({ make, provider }) => [provider, make()]))),
        (url) => ({ url, environment: environment(url) })
      )
    )
  )

/** Serves a new sandbox on any free port. */
export const layer: Layer.Layer<Sandbox, SandboxServer.ListenFailure> = layerAt(0)
