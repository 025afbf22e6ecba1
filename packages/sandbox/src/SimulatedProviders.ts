/** The registry: every simulated provider, one line each, in the order in which they are shown. */
import { factory } from "./providers/Factory.js"
import { honcho } from "./providers/Honcho.js"
import { mielto } from "./providers/Mielto.js"
import { veryfront } from "./providers/Veryfront.js"
import type { SimulatedProvider } from "./SimulatedProvider.js"

/** All of them. */
export const simulatedProviders: ReadonlyArray<SimulatedProvider> = [factory, mielto, honcho, veryfront]
