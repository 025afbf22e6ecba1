/** The program: builds the layers, runs the command line and exits with its code. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import * as Cli from "./Cli.js"
import * as NodeSignals from "./NodeSignals.js"
import * as NodePager from "./output/NodePager.js"
import * as NodeStreams from "./output/NodeStreams.js"

/** The bundler replaces it with the version of the package. */
declare const VERSION: string

// Commands that read no message do not wait for the HTTP client.
const backend = Layer.unwrapEffect(
  Effect.map(
    Effect.promise(() => import("./Live.js")),
    ({ layer }) => layer
  )
)

Cli.run(process.argv.slice(2), backend, VERSION)
  .pipe(Effect.provide(Layer.mergeAll(NodeSignals.layer, NodeStreams.layer, NodePager.layer)), Effect.runPromise)
  .then((code) => process.exit(code))
