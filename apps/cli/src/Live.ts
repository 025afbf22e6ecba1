/** The HTTP part, loaded when the first command asks for it: help and versions do not wait for it. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Backend } from "./Commands.js"
import { Settings } from "./Settings.js"

export const layer: Backend = Layer.unwrapEffect(
  Effect.flatMap(Settings, ({ sandbox }) =>
    Effect.promise(async () =>
      (sandbox ? import("./Simulation.js") : import("./Backend.js")).then(({ layer }) => layer)
    )
  )
)
