/** Describes the command `messages schema`. */
import type { RunnableCommand } from "../commandline/RunnableCommand.js"

/** The command `messages schema`. */
export const command: RunnableCommand = {
  name: "schema",
  summary: "print the JSON Schema of a message",
  about: "Prints the JSON Schema (draft 2020-12) of the canonical message.",
  options: [],
  sections: [],
  examples: ["messages schema > message.schema.json"],
  load: () => import("./PrintSchema.js")
}
