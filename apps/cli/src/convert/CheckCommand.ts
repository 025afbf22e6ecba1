/** Describes the command `messages check`. */
import type { CommandOption } from "@org/messages-terminal"
import * as FormatOption from "../commandline/FormatOption.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import { from } from "./ConvertCommand.js"

export { from }

/** `--format` of `messages check`. */
export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages check`. */
export const command: RunnableCommand = {
  name: "check",
  summary: "find what would break a session or lose data",
  about:
    "Finds in a document what APIs refuse or programs lose: duplicate call ids, results without calls, calls without results, results that are not next to their call, half surrogates, broken arguments, files that do not match their media type, and signed thinking without its text. Repairs nothing. Reports on standard error how many elements do not look like the format. Exits with 10 if it finds something.",
  argument: { name: "<file>", file: true, isOptional: true },
  options: [from, format],
  sections: [],
  examples: [
    "messages --sandbox read factory:invoice-bug | messages check -",
    "messages check session.json --from anthropic",
    "messages check - --from chat --json < session.json"
  ],
  load: () => import("./CheckDocument.js")
}
