/** Describes the command `messages formats`. */
import type { CommandOption } from "@org/messages-terminal"
import * as FormatOption from "../commandline/FormatOption.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"

/** `--format` of `messages formats`. */
export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "a table; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages formats`. */
export const command: RunnableCommand = {
  name: "formats",
  summary: "list the formats that can be read and written",
  about:
    "Lists every format: whether it can be read and written, the slot where its documents keep what the format cannot express, and the package whose types or validators its tests use.",
  options: [format],
  sections: [],
  examples: ["messages formats"],
  load: () => import("./ListFormats.js")
}
