/** The signals of this process: the first one interrupts the command; a second one ends the process, as is the default. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import { type Signal, Signals } from "./Interruption.js"

/** Waits for SIGINT or SIGTERM. */
export const layer: Layer.Layer<Signals> = Layer.succeed(
  Signals,
  Effect.async<Signal>((resume) => {
    const stop = (signal: Signal) => resume(Effect.succeed(signal))
    process.once("SIGINT", stop)
    process.once("SIGTERM", stop)
    return Effect.sync(() => {
      process.off("SIGINT", stop)
      process.off("SIGTERM", stop)
    })
  })
)
