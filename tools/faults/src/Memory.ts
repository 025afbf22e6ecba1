/** Watches how much memory is in use: the heap and what lives outside of it, buffers above all. */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/**
 * Starts to watch; the function ends it and gives the most that was in use above the start. Above `allowed`, what only waits to be collected is
 * not counted; once it is exceeded for good, enough is known.
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

// The collector by the way that needs no flag of the command line.
setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")
