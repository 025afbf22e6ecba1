/** Runs `messages schema`. */
import { JsonSchema } from "@org/messages-core"
import { Print } from "@org/messages-terminal"
import type { Run } from "../commandline/RunnableCommand.js"

/** The code of the command. */
export const run: Run = () => Print.json(JsonSchema.message())
