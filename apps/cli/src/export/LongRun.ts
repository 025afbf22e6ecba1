/** Undoes the launcher's settings for short commands: an export or a read may run for hours, so hot code must be optimized and the heap must stay small. */
import { setFlagsFromString } from "node:v8"

/** The defaults of V8. */
export const tune = (): void => {
  setFlagsFromString("--interrupt-budget=135168")
  setFlagsFromString("--wasm-tiering-budget=1800000")
  setFlagsFromString("--semi-space-growth-factor=2")
}
