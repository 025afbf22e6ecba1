/** Describes the command `messages providers`. */
import type { CommandOption } from "@org/messages-terminal"
import * as FormatOption from "../commandline/FormatOption.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

/** `--format` of `messages providers`. */
export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "a table; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages providers`. */
export const command: RunnableCommand = {
  name: "providers",
  summary: "show which providers are configured, and what each supports",
  about:
    "Shows for each provider whether it is configured, its URL, and the operations that it supports. Sends no request to a provider.",
  options: [format],
  sections: [ProviderSections.environment],
  examples: ["messages --sandbox providers", "messages providers"],
  load: () => import("./ListProviders.js")
}
