/** Describes the command `messages archive import`. */
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../../commandline/ArchiveOptions.js"
import * as FormatNames from "../../commandline/FormatNames.js"
import * as FormatOption from "../../commandline/FormatOption.js"
import type { RunnableCommand } from "../../commandline/RunnableCommand.js"

/** `--from`: the format of the files. */
export const from = CommandOption.choice(
  "--from",
  "<format>",
  "the format of the files; needed only if one looks like several formats",
  FormatNames.readable
)

/** `--format` of `messages archive import`. */
export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages archive import`. */
export const command: RunnableCommand = {
  name: "archive import",
  summary: "import messages from files into the archive",
  about:
    "Imports messages from files: those that messages export and messages archive export wrote (NDJSON, of any size), or a document of any format that can be read. Messages that the archive already has are not added again, and a newer message is not replaced by an older one. Messages that name no conversation become a conversation with the name of their file. If the file has grown, importing it again adds the new messages; a different file of the same name is refused until you rename it.",
  argument: { name: "<file>", file: true, repeated: true },
  options: [from, ArchiveOptions.file, format],
  sections: [ArchiveOptions.section],
  examples: [
    "messages --sandbox read factory:invoice-bug > bug.ndjson && messages archive import bug.ndjson --file archive.db",
    "messages archive import backup/*.ndjson",
    "messages archive import session.json --from anthropic"
  ],
  load: () => import("./ImportFiles.js")
}
