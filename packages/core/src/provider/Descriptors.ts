/** The list of providers: one descriptor each. This module is data alone, so that help can be printed without loading Schema. */
import { factory } from "./Factory.js"
import { honcho } from "./Honcho.js"
import { mielto } from "./Mielto.js"
import { veryfront } from "./Veryfront.js"

/** Every provider's descriptor by its name, in the order in which providers are shown. */
export const descriptors = { factory, mielto, honcho, veryfront }

/** The name of a provider: what a ref begins with. */
export type Provider = keyof typeof descriptors

/** Whether a text names a provider. */
export const isProvider = (text: string): text is Provider => Object.hasOwn(descriptors, text)

/** The names of all providers, in order. */
export const names: ReadonlyArray<Provider> = Object.keys(descriptors).filter(isProvider)

/** The name of a provider as people write it. */
export const title = (provider: Provider): string => descriptors[provider].title
