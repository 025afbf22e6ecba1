/** Watches how much memory is in use: the heap and what is outside of it, mainly buffers. */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/**
 * Starts to watch. The returned function stops, and gives the highest growth of memory since the start. Above `allowed`, memory that the
 * garbage collector can free does not count; once the rest exceeds it, the function stops measuring.
 */
export const watch = (allowed: number): (() => number) => {
  collect()
  const base = used()
  let peak = 0
  const look = () => {
    if (used() - base > allowed) collect()
    peak = Math.max(peak, used() - base)
    if (peak > allowed) clearInterval(timer)
  }
  const timer = setInterval(look, 10)
  return () => {
    clearInterval(timer)
    if (peak <= allowed) look()
    return peak
  }
}

const used = (): number => {
  const { external, heapUsed } = process.memoryUsage()
  return heapUsed + external
}

// Gets the garbage collector without a command-line flag.
setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")
