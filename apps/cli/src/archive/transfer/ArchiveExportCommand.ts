/** Describes the command `messages archive export`. */
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../../commandline/ArchiveOptions.js"
import * as FormatNames from "../../commandline/FormatNames.js"
import type { RunnableCommand } from "../../commandline/RunnableCommand.js"
import * as SearchCommand from "../search/SearchCommand.js"

/** `--to`: the format. */
export const to = CommandOption.choice("--to", "<format>", "the format; ndjson by default", FormatNames.writable)

/** `--provider`: whose messages. */
export const { conversation, provider } = SearchCommand

/** `--gone`: include messages that providers no longer have. */
export const gone = CommandOption.flag("--gone", "also messages that the provider no longer has")

/** The command `messages archive export`. */
export const command: RunnableCommand = {
  name: "archive export",
  summary: "write the messages of the archive to standard output, or to a folder",
  about:
    "Writes every message of the archive, conversation by conversation and in order: to standard output as NDJSON, or to a folder with a file for each conversation, in any format that can be written. An existing file is never overwritten. On standard output, a format other than NDJSON needs --conversation.",
  argument: { name: "<folder>", file: true, isOptional: true },
  options: [to, provider, conversation, gone, ArchiveOptions.file],
  sections: [ArchiveOptions.section],
  examples: [
    "messages --sandbox archive sync mielto --file archive.db && messages archive export --file archive.db",
    "messages archive export > everything.ndjson",
    "messages archive export notes --to markdown --provider honcho"
  ],
  load: () => import("./ExportArchive.js")
}
