/** The registry of simulated providers. */
import { factory } from "./providers/SimulatedFactory.js"
import { honcho } from "./providers/SimulatedHoncho.js"
import { mielto } from "./providers/SimulatedMielto.js"
import { veryfront } from "./providers/SimulatedVeryfront.js"
import type { SimulatedProvider } from "./SimulatedProvider.js"

/** Every simulated provider, in the order in which they are shown. */
export const simulatedProviders: ReadonlyArray<SimulatedProvider> = [factory, mielto, honcho, veryfront]
