/** The format of each provider. */
import type { Format, Provider } from "@org/messages-core"
import { format as factory } from "../src/factory/FactoryMessage.js"
import { format as honcho } from "../src/honcho/HonchoMessage.js"
import { format as mielto } from "../src/mielto/MieltoMessage.js"
import { format as veryfront } from "../src/veryfront/VeryfrontMessage.js"

/** By the provider's name. */
export const formats: { readonly [P in Provider.Provider]: Format.Format<P> } = { factory, mielto, honcho, veryfront }
