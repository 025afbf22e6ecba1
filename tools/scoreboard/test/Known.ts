/** Rows that our clients do not pass yet, and why. A row that passes is no longer known to fail: the suite says so, and the list cannot grow stale. */
import type { Faults } from "@org/messages-faults"
import type { Provider } from "../src/Ours.js"

export type Known = { readonly [N in `${Provider} ${Faults.Name}`]?: string }

export const reads: Known = {}

export const posts: Known = {}
