/** One provider of the sandbox: its name, its key, its messages and its API. */
import type { Provider } from "@org/messages-core"
import type { Handler } from "./http/Route.js"

/** A message that every sandbox starts with: its ref, and what it is an example of. */
export interface Seed {
  readonly ref: string
  readonly shows: string
}

/** Everything that the sandbox needs to simulate a provider. */
export interface SimulatedProvider {
  readonly provider: Provider.Provider
  /** The key that it accepts. */
  readonly key: string
  /** The value of the variable for the id that refs may leave out, if the provider has one. */
  readonly defaultId?: string
  /** The messages that every sandbox starts with, in reading order. */
  readonly seeds: ReadonlyArray<Seed>
  /** Makes a new API with its own state. */
  readonly make: () => Handler
}
