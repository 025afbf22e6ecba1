/** The registry of simulated providers. */
import { factory } from "./providers/Factory.js"
import { honcho } from "./providers/Honcho.js"
import { mielto } from "./providers/Mielto.js"
import { veryfront } from "./providers/Veryfront.js"
import type { SimulatedProvider } from "./SimulatedProvider.js"

/** Every simulated provider, in the order in which they are shown. */
export const simulatedProviders: ReadonlyArray<SimulatedProvider> = [factory, mielto, honcho, veryfront]
