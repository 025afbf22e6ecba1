/** Undoes what the launcher sets for commands that end at once: an export or a reading may run for hours, so code that is hot must be optimized, and the heap stay small. */
import { setFlagsFromString } from "node:v8"

/** The defaults of V8. */
export const tune = (): void => {
  setFlagsFromString("--interrupt-budget=135168")
  setFlagsFromString("--wasm-tiering-budget=1800000")
  setFlagsFromString("--semi-space-growth-factor=2")
}
