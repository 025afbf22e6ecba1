/** The backend of the real program. It imports the HTTP client, so it is loaded only when a command needs it. */
import { Backend } from "@org/messages-runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { GlobalOptions } from "./commandline/GlobalOptions.js"
import type { Backend as CommandBackend } from "./commandline/RunnableCommand.js"

/** The backend that the global options and the environment choose. */
export const layer: CommandBackend = Layer.unwrapEffect(Effect.map(GlobalOptions, Backend.layer))
