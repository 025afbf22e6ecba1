/** The program: what the command line stands on, and the end of the process. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import * as Cli from "./Cli.js"
import * as Live from "./Live.js"
import * as NodeSignals from "./NodeSignals.js"
import * as NodeStreams from "./NodeStreams.js"

/** Put in by the bundler. */
declare const VERSION: string

const layer = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  NodeTerminal.layer,
  NodeSignals.layer,
  NodeStreams.layer
)

Cli.run(process.argv.slice(2), Live.layer, VERSION)
  .pipe(Effect.provide(layer), Effect.runPromise)
  .then((code) => process.exit(code))
