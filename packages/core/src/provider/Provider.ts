/** The providers: their descriptors, and the schema of their names. */
import * as Schema from "effect/Schema"
import { names } from "./Descriptors.js"
import type * as Descriptors from "./Descriptors.js"

export { descriptors, isProvider, names, title } from "./Descriptors.js"

/** The name of a provider: what a ref begins with. */
export type Provider = Descriptors.Provider

/** The name of a provider. */
export const Provider = Schema.Literal(...names).annotations({
  identifier: "Provider",
  description: "The name of an AI-agent platform"
})
