/** Where the program reads and posts messages. This module brings the HTTP client, so it is loaded late. */
import { Backend } from "@org/messages-runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Command from "../commandline/Command.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

export const layer: Command.Backend = Layer.unwrapEffect(Effect.map(GlobalOptions, Backend.layer))
