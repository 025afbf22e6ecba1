/** Describes the command `messages conversations`. */
import type { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as PageOptions from "../commandline/PageOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const providers = ProviderSections.supporting("conversations")

/** `--format` of `messages conversations`. */
export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "a table; the default on a terminal",
  json: "the page, with items and the cursor of the next page; the default in a pipe"
})

/** The command `messages conversations`. */
export const command: RunnableCommand = {
  name: "conversations",
  summary: "list the conversations of a provider, one page at a time",
  about: `Reads one page of the conversations that a provider keeps, and says how to get the next one. ${ProviderSections.withParent(true)} lists them by workspace, so it needs the workspace's id; ${ProviderSections.withParent(false)} accepts one. Without a provider, the command says which ones are configured, and what to set.`,
  argument: { name: "<provider>", prefixes: providers, isOptional: true },
  second: { name: "<workspace>", isOptional: true },
  options: [
    PageOptions.limit,
    PageOptions.cursor,
    ...ArchiveOptions.all,
    format,
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [ProviderSections.environment],
  examples: [
    "messages --sandbox conversations factory",
    "messages --sandbox conversations honcho bakery",
    "messages conversations veryfront --json | jq -r '.items[].ref'"
  ],
  load: () => import("./ListConversations.js")
}
