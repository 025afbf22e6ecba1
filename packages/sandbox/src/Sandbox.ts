/** The sandbox: simulated providers with authentication, errors, state, and messages with fixed ids, on loopback or in this process alone. */
import { Provider } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Diary from "./diary/Diary.js"
import * as Cors from "./http/Cors.js"
import type { ListenFailure } from "./http/ListenFailure.js"
import * as Mount from "./http/Mount.js"
import type { Handler } from "./http/Route.js"
import * as SimulatedFactory from "./providers/SimulatedFactory.js"
import type * as SandboxOptions from "./SandboxOptions.js"
import * as FactorySeeds from "./seeds/FactorySeeds.js"
import * as VeryfrontSeeds from "./seeds/VeryfrontSeeds.js"
import type { Seed } from "./SimulatedProvider.js"
import * as Simulations from "./Simulations.js"
import { simulatedProviders } from "./SimulatedProviders.js"

export type { Change } from "./changes/Change.js"
export { ListenFailure } from "./http/ListenFailure.js"
export type { Handler } from "./http/Route.js"
export type { SandboxRequest } from "./http/SandboxRequest.js"
export type { SandboxResponse } from "./http/SandboxResponse.js"
export type { FailureStatus, ScriptEvent, Scripts, Step } from "./lists/Script.js"
export type { SandboxOptions } from "./SandboxOptions.js"
export type { Seed } from "./SimulatedProvider.js"

/** Every seeded message, in reading order. */
export const seeds: ReadonlyArray<Seed> = simulatedProviders
  .flatMap((simulated) => simulated.seeds)
  .map(({ ref, shows }) => ({ ref, shows }))

/** The ref of a provider's diary, a conversation with `size` messages. The sizes are `diarySizes` and those of the options. */
export const diary = (provider: Provider.Provider, size: number): string =>
  simulatedProviders.find((simulated) => simulated.provider === provider)?.diary?.(size) ?? ""

/** The sizes of the diaries that every sandbox has. */
export const diarySizes: ReadonlyArray<number> = Diary.sizes

/** Every conversation that a sandbox starts with, provider by provider. */
export const conversations: ReadonlyArray<Seed> = simulatedProviders.flatMap(({ conversations = [], diary }) => [
  ...conversations,
  ...(diary === undefined
    ? []
    : Diary.sizes.map((size) => ({ ref: diary(size), shows: `a diary of ${size} messages` })))
])

/** The Factory conversation of the seeds, which accepts posts like all others. */
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
    /** The variables that point every provider client at this sandbox, with its keys. `HONCHO_URL` is a port of Honcho's own, unless the options say otherwise. */
    readonly environment: Readonly<Record<string, string>>
  }
>() {}

/** The environment that makes a program use the sandbox at `url`; `urls` has those of providers with a port of their own. */
export const environment = (
  url: string,
  urls: ReadonlyMap<Provider.Provider, string> = new Map()
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    simulatedProviders.flatMap(({ defaultId, key, provider }) => {
      const { variables } = Provider.descriptors[provider]
      return [
        [variables.key, key],
        [variables.url, urls.get(provider) ?? `${url}/${provider}`],
        ...(variables.query === undefined || defaultId === undefined ? [] : [[variables.query, defaultId]])
      ]
    })
  )

/** A new sandbox without a server: a function that answers the requests whose URLs begin with the `url` of an `environment`. */
export const handler = (options: SandboxOptions.SandboxOptions = {}): Handler => Mount.under(Simulations.make(options))

/** Serves a new sandbox on 127.0.0.1 until the layer's scope closes. */
export const layerWith = (options: SandboxOptions.SandboxOptions): Layer.Layer<Sandbox, ListenFailure> =>
  Layer.scoped(
    Sandbox,
    Effect.suspend(() => make(options))
  )

/** Serves a new sandbox on a port of 127.0.0.1 until the layer's scope closes; port 0 is any free port. */
export const layerAt = (port: number): Layer.Layer<Sandbox, ListenFailure> => layerWith({ port })

/** Serves a new sandbox on any free port. */
export const layer: Layer.Layer<Sandbox, ListenFailure> = layerWith({})

const make = (options: SandboxOptions.SandboxOptions) =>
  Effect.gen(function* () {
    const { cors = false, ownPorts = true, port = 0 } = options
    const { serve } = yield* Effect.promise(() => import("./http/SandboxServer.js"))
    const listen = (port: number, handler: Handler) => serve(port, cors ? Cors.allow(handler) : handler)
    const handlers = Simulations.make(options)
    const url = yield* listen(port, Mount.under(handlers))
    const urls = new Map<Provider.Provider, string>()
    let next = port === 0 || port === maximumPort ? 0 : port + 1
    for (const { hasOwnPort = false, provider } of simulatedProviders) {
      const handler = handlers.get(provider)
      if (!ownPorts || !hasOwnPort || handler === undefined) continue
      urls.set(provider, yield* listen(next, handler))
      if (next > 0) next += 1
    }
    return { url, environment: environment(url, urls) }
  })

const maximumPort = 65_535
