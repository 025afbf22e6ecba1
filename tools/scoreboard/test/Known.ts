/** Rows that our clients do not pass yet, and why. The suite fails if a row in this list passes, so the list stays true. */
import type { Faults } from "@org/messages-faults"
import type { Provider } from "../src/Ours.js"

export type Known = { readonly [N in `${Provider} ${Faults.Name}`]?: string }

export const reads: Known = {}

export const posts: Known = {}
