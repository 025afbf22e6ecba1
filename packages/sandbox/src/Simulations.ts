/** The simulated providers as functions of requests, without a server. */
import type { Provider } from "@org/messages-core"
import * as Changes from "./changes/Changes.js"
import type { Handler } from "./http/Route.js"
import * as SandboxOptions from "./SandboxOptions.js"
import type { Simulation } from "./SimulatedProvider.js"
import { simulatedProviders } from "./SimulatedProviders.js"

/** The handlers of new simulated providers, by the first segment of their paths: the name of each provider, and `changes`. */
export const make = (options: SandboxOptions.SandboxOptions): ReadonlyMap<string, Handler> => {
  const forProviders = SandboxOptions.forProviders(options)
  const simulations = new Map<Provider.Provider, () => Simulation>(
    simulatedProviders.map(({ make, provider }) => [provider, lazy(() => make(forProviders))])
  )
  const handlers = new Map<string, Handler>(
    Array.from(simulations, ([provider, simulation]) => [provider, (request) => simulation().answer(request)])
  )
  return handlers.set(
    "changes",
    Changes.handler((provider) => simulations.get(provider)?.().changeable)
  )
}

/** Makes a provider on the first request, because a short command uses only one. */
const lazy = (make: () => Simulation): (() => Simulation) => {
  let made: Simulation | undefined
  return () => (made ??= make())
}
