/** `messages providers`: the description of the command. */
import type { CommandOption } from "@org/messages-terminal"
import * as FormatOption from "../commandline/FormatOption.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "a table; the default on a terminal",
  json: "the default in a pipe"
})

export const command: RunnableCommand = {
  name: "providers",
  summary: "show which providers are configured, and what each can do",
  about:
    "Shows for each provider whether it is configured, its URL, and what can be asked of it. It sends no request to a provider.",
  options: [format],
  sections: [ProviderSections.environment],
  examples: ["messages providers"],
  load: () => import("./ListProviders.js")
}
