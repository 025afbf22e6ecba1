/** The registry: every provider, one line each. */
import { factory } from "./factory/FactoryAdapter.js"
import { honcho } from "./honcho/HonchoAdapter.js"
import { mielto } from "./mielto/MieltoAdapter.js"
import type { ProviderAdapter } from "./ProviderAdapter.js"
import { veryfront } from "./veryfront/VeryfrontAdapter.js"

/** All providers, in the order in which they are shown. A program that wants fewer makes a list of its own. */
export const providers: ReadonlyArray<ProviderAdapter<unknown>> = [factory, mielto, honcho, veryfront]
