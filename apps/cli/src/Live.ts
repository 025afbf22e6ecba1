/** Where the program reads and posts messages. This module brings the HTTP client, so it is loaded late. */
import { Backend } from "@org/messages-runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { GlobalOptions } from "./commandline/GlobalOptions.js"
import type { Backend as CommandBackend } from "./commandline/RunnableCommand.js"

export const layer: CommandBackend = Layer.unwrapEffect(Effect.map(GlobalOptions, Backend.layer))
