/** Describes `messages archive get` and `messages archive list`: the commands `get` and `list` on the archive alone. */
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as CallOptions from "../commandline/CallOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as GetCommand from "../commands/GetCommand.js"
import * as ListCommand from "../list/ListCommand.js"

const remote: ReadonlyArray<object> = [ArchiveOptions.archive, CallOptions.timeout, CallOptions.verbose]

const stored = (command: RunnableCommand, more: Pick<RunnableCommand, "about" | "examples">): RunnableCommand => ({
  ...command,
  ...more,
  name: `archive ${command.name}`,
  isOfArchive: true,
  options: command.options.filter((option) => !remote.includes(option)),
  sections: [...command.sections, ArchiveOptions.section]
})

/** The command `messages archive get`. */
export const get: RunnableCommand = stored(GetCommand.command, {
  about: "Reads messages of the archive and prints them, exactly as messages get does with --archive.",
  examples: [
    "messages --sandbox archive sync factory:invoice-bug --file archive.db && messages archive get factory:invoice-bug/answer --file archive.db",
    "messages archive get factory:5f1c/msg-7 --format anthropic",
    "messages archive search refund --json | jq -r .ref | messages archive get -"
  ]
})

/** The command `messages archive list`. */
export const list: RunnableCommand = stored(ListCommand.command, {
  about:
    "Lists the messages of a conversation that the archive has, one page at a time, exactly as messages list does with --archive. To list the conversations: messages conversations <provider> --archive.",
  examples: [
    "messages --sandbox archive sync factory:invoice-bug --file archive.db && messages archive list factory:invoice-bug --file archive.db",
    "messages archive list honcho:team/standup --order newest --limit 5"
  ]
})
