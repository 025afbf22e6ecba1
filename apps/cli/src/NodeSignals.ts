/** The signals of this process: the first one interrupts the command; a second one ends the process, as is the default. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import { type Signal, Signals } from "./Interruption.js"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const satisfies ReadonlyArray<Signal>

/** Waits for SIGINT or SIGTERM. */
export const layer: Layer.Layer<Signals> = Layer.succeed(
  Signals,
  Effect.async<Signal>((resume) => {
    const stop = (signal: Signal) => resume(Effect.succeed(signal))
    for (const signal of signals) process.once(signal, stop)
    return Effect.sync(() => {
      for (const signal of signals) process.off(signal, stop)
    })
  })
)
