/** Describes the command `messages archive search`. */
import * as Descriptors from "@org/messages-core/Descriptors"
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../../commandline/ArchiveOptions.js"
import * as FormatOption from "../../commandline/FormatOption.js"
import * as PageOptions from "../../commandline/PageOptions.js"
import type { RunnableCommand } from "../../commandline/RunnableCommand.js"

/** `--provider`: whose messages. */
export const provider = CommandOption.choice<string>(
  "--provider",
  "<provider>",
  "only messages of one provider",
  Object.fromEntries(Descriptors.names.map((name) => [name, Descriptors.title(name)]))
)

/** `--conversation`: messages of one conversation. */
export const conversation = CommandOption.text(
  "--conversation",
  "<ref>",
  "only messages of one conversation: its ref, or the name that an import gave it, as a search prints it"
)

/** `--role`: who speaks. */
export const role = CommandOption.choice("--role", "<role>", "only messages of one role", {
  user: "a person",
  assistant: "an agent",
  system: "system instructions",
  developer: "a developer's instructions",
  tool: "a tool's result",
  participant: "a speaker for whom the provider has no role"
})

/** `--author`: who wrote the messages. */
export const author = CommandOption.text("--author", "<author>", "only messages of an author, by id or name")

/** `--since`: the first moment. */
export const since = CommandOption.text(
  "--since",
  "<time>",
  "only messages from this time on: 2026-01-31, or 2026-01-31T09:00:00Z"
)

/** `--until`: the moment after the last one. */
export const until = CommandOption.text("--until", "<time>", "only messages before this time")

/** `--tool`: the name of a tool. */
export const tool = CommandOption.text("--tool", "<name>", "only messages that call a tool, or have its result")

/** `--has-file`: only messages with a file. */
export const hasFile = CommandOption.flag("--has-file", "only messages with a file")

/** `--newest`: the newest message first. */
export const newest = CommandOption.flag("--newest", "the newest message first; the default")

/** `--rank`: the best match first. */
export const rank = CommandOption.flag("--rank", "the best match first")

/** `--limit`: the number of hits. */
export const limit = CommandOption.text(
  "--limit",
  "<number>",
  "how many to print at most; 20 by default on a terminal, all in a pipe"
)

/** `--format` of `messages archive search`. */
export const format = FormatOption.of({
  pretty: "the time, the ref, the role and the text around the hit; the default on a terminal",
  json: "one object on each line (NDJSON); the default in a pipe"
})

/** The command `messages archive search`. */
export const command: RunnableCommand = {
  name: "archive search",
  summary: "find messages by words, phrases or prefixes",
  about:
    'Finds the messages of the archive that match everything in the query: words, "phrases" in double quotes, and prefixes such as refund*. Case does not matter. Chinese, Japanese and Korean text is found by two characters or more.',
  argument: { name: "<query>", repeated: true },
  options: [
    provider,
    conversation,
    role,
    author,
    since,
    until,
    tool,
    hasFile,
    newest,
    rank,
    limit,
    PageOptions.cursor,
    ArchiveOptions.file,
    format
  ],
  sections: [ArchiveOptions.section],
  examples: [
    'messages archive search "refund invoice" --provider mielto --since 2026-01-01',
    "messages archive search '\"the total is wrong\"' --role user --rank",
    "messages --sandbox archive sync mielto --file archive.db && messages archive search refund --file archive.db",
    "messages archive search refund --json | jq -r .ref | messages archive get -"
  ],
  load: () => import("./SearchArchive.js")
}
