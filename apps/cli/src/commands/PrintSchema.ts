/** Runs `messages schema`. */
import { JsonSchema } from "@org/messages-core"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Print from "../output/Print.js"

export const run: Run = () => Print.json(JsonSchema.message())
