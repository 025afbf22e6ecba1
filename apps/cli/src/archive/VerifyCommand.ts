/** Describes the command `messages archive verify`. */
import type { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"

/** `--format` of `messages archive verify`. */
export const format: CommandOption.CommandOption<"pretty" | "json" | undefined> = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages archive verify`. */
export const command: RunnableCommand = {
  name: "archive verify",
  summary: "verify that the archive is intact",
  about:
    "Checks every message of the archive and every earlier content: that it can be read, that its hash matches, that searches find it, and that a message of a provider survives the conversion to the provider's form and back. Sends no request. If something is wrong, it is listed, and the exit code is 8.",
  options: [ArchiveOptions.file, format],
  sections: [ArchiveOptions.section],
  examples: [
    "messages --sandbox archive sync mielto --file archive.db && messages archive verify --file archive.db",
    "messages archive verify"
  ],
  load: () => import("./VerifyArchive.js")
}
