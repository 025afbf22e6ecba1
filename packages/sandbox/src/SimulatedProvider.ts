/** One provider of the sandbox: its name, its key, its messages and its API. */
import type { Provider } from "@org/messages-core"
import type { Handler } from "./http/Route.js"

/** A message that every sandbox starts with: its ref, and what of a message it shows. */
export interface Seed {
  readonly ref: string
  readonly shows: string
}

/** Everything that the sandbox needs of a provider. */
export interface SimulatedProvider {
  readonly provider: Provider.Provider
  /** The key that it accepts. */
  readonly key: string
  /** The value of the variable for the id that refs may leave out, where the provider has one. */
  readonly defaultId?: string
  /** The messages that every sandbox starts with, in reading order. */
  readonly seeds: ReadonlyArray<Seed>
  /** A new API with a state of its own. */
  readonly make: () => Handler
}
