/** Describes the command `messages list`. */
import type { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as PageOptions from "../commandline/PageOptions.js"
import * as RefOptions from "../commandline/RefOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const providers = ProviderSections.supporting("list")

/** `--format` of `messages list`. */
export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "one line for each message; the default on a terminal",
  json: "the page, with items and the cursor of the next page; the default in a pipe"
})

/** The command `messages list`. */
export const command: RunnableCommand = {
  name: "list",
  summary: "list the messages of a conversation, one page at a time",
  about:
    "Reads one page of a conversation's messages, and says how to get the next one. A cursor keeps its conversation, order and limit, and can be used later, on any machine.",
  argument: { name: "<conversation>", prefixes: providers.map((name) => `${name}:`) },
  options: [
    PageOptions.limit,
    PageOptions.cursor,
    PageOptions.order,
    ...ArchiveOptions.all,
    format,
    ...RefOptions.of(providers),
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [ProviderSections.refs("conversation", providers)],
  examples: [
    "messages --sandbox list factory:invoice-bug",
    "messages --sandbox list honcho:bakery/diary-120 --order newest --limit 5",
    "messages list mielto:conversation/conv_1 --json | jq -r '.items[].ref'"
  ],
  load: () => import("./ListMessages.js")
}
