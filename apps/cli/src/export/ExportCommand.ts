/** Describes the command `messages export`. */
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as CallOptions from "../commandline/CallOptions.js"
import * as DocumentOptions from "../commandline/DocumentOptions.js"
import * as FormatNames from "../commandline/FormatNames.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as LossOptions from "../commandline/LossOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const providers = ProviderSections.supporting("list")

/** `--to`: where the export is kept. */
export const to = {
  ...CommandOption.requiredText("--to", "<path>", "the file of one conversation, or the folder of several"),
  file: true
}

/** `--all`: every conversation of a provider. */
export const all = CommandOption.texts(
  "--all",
  "<provider>",
  "every conversation of a provider, such as factory or honcho:<workspaceId>; may be repeated"
)

/** `--raw`: the provider's own elements. */
export const raw = CommandOption.flag("--raw", "also keep the provider's own elements, in <path>.raw.ndjson")

/** `--resume`: continue an interrupted export. */
export const resume = CommandOption.flag("--resume", "continue an interrupted export, or start one")

/** `--since`: add only new messages. */
export const since = CommandOption.choice("--since", "<time>", "add to a complete export only what is new", {
  last: "since the export was made"
})

/** `--verify`: check an export. */
export const verify = CommandOption.flag("--verify", "send no request; only verify that the export is intact")

/** `--limit`: the size of a page. */
export const limit = CommandOption.text(
  "--limit",
  "<number>",
  "how many messages to request at once; the provider's default page size if absent"
)

/** `--progress`: how progress is shown. */
export const progress = CommandOption.choice("--progress", "<kind>", "how to show progress on standard error", {
  auto: "a line on a terminal, otherwise nothing; the default",
  json: "one JSON object on each line"
})

/** `--format` of `messages export`: the form of the printed result, or the format of the files. */
export const format: CommandOption.CommandOption<string | undefined> = FormatOption.of(
  {
    pretty: "the result for people; the default on a terminal",
    json: "the result as JSON; the default in a pipe",
    ...FormatNames.writable
  },
  "how to print the result; or the format of the files"
)

/** The command `messages export`. */
export const command: RunnableCommand = {
  name: "export",
  summary: "keep whole conversations in files",
  about:
    "Writes every message of a conversation to a file, one canonical message on each line (NDJSON), with <path>.state.json beside it. An export that was interrupted at any point continues with --resume, and its file is then the same as without the interruption. Several conversations go to a folder, with a file for each and index.json. With the name of a format, each file is a document in that format, which appears only when it is complete. An existing file is never overwritten.",
  argument: {
    name: "<conversation>",
    prefixes: providers.map((name) => `${name}:`),
    repeated: true,
    isOptional: true
  },
  options: [
    to,
    all,
    raw,
    resume,
    since,
    verify,
    limit,
    progress,
    ...ArchiveOptions.all,
    format,
    ...LossOptions.ofReads,
    ...DocumentOptions.all,
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [
    ProviderSections.refs("conversation", providers),
    {
      title: "PROGRESS",
      blocks: [
        {
          paragraph:
            "If a provider limits the rate of requests, all requests to it wait as long as it asks. A conversation that fails does not end the others; the exit code is the highest of all."
        },
        ...ProviderSections.workspaces("--all").blocks
      ]
    }
  ],
  examples: [
    "messages export factory:5f1c --to 5f1c.ndjson",
    "messages export factory:5f1c --to 5f1c.ndjson --since last",
    "messages export factory:5f1c --to 5f1c.ndjson --verify",
    "messages export --all factory --all honcho:team --to backup --resume",
    "messages --sandbox export factory:diary-120 --to diary.ndjson",
    "messages --sandbox export mielto:conversation/conv_refund --to refund.md --format markdown"
  ],
  load: () => import("./RunExport.js")
}
