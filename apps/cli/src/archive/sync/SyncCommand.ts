/** Describes the command `messages archive sync`. */
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../../commandline/ArchiveOptions.js"
import * as CallOptions from "../../commandline/CallOptions.js"
import * as FormatOption from "../../commandline/FormatOption.js"
import type { RunnableCommand } from "../../commandline/RunnableCommand.js"
import * as ProviderSections from "../../commands/ProviderSections.js"

const providers = ProviderSections.supporting("conversations")

/** `--all`: every configured provider. */
export const all = CommandOption.flag("--all", "every configured provider")

/** `--full`: read everything again. */
export const full = CommandOption.flag("--full", "read every conversation from its start, even if it seems unchanged")

/** `--format` of `messages archive sync`. */
export const format = FormatOption.of({
  pretty: "a line for each provider or conversation; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages archive sync`. */
export const command: RunnableCommand = {
  name: "archive sync",
  summary: "bring the archive in sync with the providers",
  about:
    "Reads what is new in conversations, or in all conversations of a provider, with as few requests as the provider's lists allow, and reports what is new, changed, gone and unchanged. It can be interrupted at any point; the next sync resumes there. Nothing is deleted from the archive: messages that a provider no longer has are marked as gone.",
  argument: {
    name: "<conversation|provider>",
    prefixes: providers.flatMap((name) => [name, `${name}:`]),
    repeated: true,
    isOptional: true
  },
  options: [all, full, ArchiveOptions.file, format, CallOptions.timeout, CallOptions.verbose],
  sections: [
    ProviderSections.refs("conversation", providers),
    ProviderSections.workspaces("archive sync"),
    ArchiveOptions.section
  ],
  examples: [
    "messages --sandbox archive sync --all --file archive.db",
    "messages --sandbox archive sync mielto honcho:bakery --file archive.db",
    "messages archive sync --all",
    "messages archive sync factory:5f1c honcho:team/standup"
  ],
  load: () => import("./RunSync.js")
}
