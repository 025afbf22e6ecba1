/** One provider of the sandbox: its name, its key, its messages and its API. */
import type { Provider } from "@org/messages-core"
import type { Changeable } from "./changes/Changeable.js"
import type { Handler } from "./http/Route.js"
import type { ProviderOptions } from "./SandboxOptions.js"

/** A message or a conversation that every sandbox starts with: its ref, and what it is an example of. */
export interface Seed {
  /** The ref of the message or conversation. */
  readonly ref: string
  /** What it is an example of, in a few words. */
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
  /** The conversations of those messages, if they can be listed. */
  readonly conversations?: ReadonlyArray<Seed>
  /** The ref of the diary of a size, if the provider has diaries. */
  readonly diary?: (size: number) => string
  /** Whether the provider is also served at the root of a port of its own, because its clients cannot use a URL with a path. */
  readonly hasOwnPort?: boolean
  /** Makes a new API with its own state. */
  readonly make: (options: ProviderOptions) => Simulation
}

/** A provider with its state: how it answers, and what can be changed in it. */
export interface Simulation {
  readonly answer: Handler
  /** Absent if its conversations change only through its own API. */
  readonly changeable?: Changeable
}
