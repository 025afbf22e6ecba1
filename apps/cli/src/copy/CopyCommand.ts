/** Describes the command `messages copy`. */
import * as Descriptors from "@org/messages-core/Descriptors"
import { CommandOption, WordList } from "@org/messages-terminal"
import * as CallOptions from "../commandline/CallOptions.js"
import * as FormatOption from "../commandline/FormatOption.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const sources = ProviderSections.supporting("list")
const targets = Descriptors.names.filter((name) => Descriptors.descriptors[name].draft.takesAnyAuthor)
const others = Descriptors.names.filter((name) => !targets.includes(name))

/** `--peer`: who speaks for a role. */
export const peer = CommandOption.texts(
  "--peer",
  "<role>=<name>",
  "the peer that speaks for a role, such as user=alice, if the target needs authors; may be repeated"
)

/** `--split`: what to do with a text that is too long. */
export const split = CommandOption.flag("--split", "split texts that are too long for the target between sentences")

/** `--dry-run`: only the plan. */
export const dryRun = CommandOption.flag("--dry-run", "print the plan, and post nothing")

/** `--resume`: continue an unfinished copy. */
export const resume = CommandOption.flag("--resume", "continue an unfinished copy, or start one")

/** `--journal`: where the progress is kept. */
export const journal = {
  ...CommandOption.text(
    "--journal",
    "<file>",
    "the journal of the copy; by default a file under $XDG_STATE_HOME/messages/copies"
  ),
  file: true
}

/** `--format` of `messages copy`. */
export const format = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the default in a pipe"
})

/** The command `messages copy`. */
export const command: RunnableCommand = {
  name: "copy",
  summary: "copy a conversation into another",
  about: `Reads a whole conversation and posts its messages to another one, in order and each once. The target must be a conversation of ${WordList.or(targets.map(Descriptors.title))}, because ${ProviderSections.titles(others)} accept only messages of a user. Before it posts anything, the command shows what the target cannot hold. A journal records every post, so a copy that was interrupted at any point continues with --resume. If it is then unknown whether a message was posted, the command looks for it in the target, so no message is posted twice.`,
  argument: { name: "<source>", prefixes: sources.map((name) => `${name}:`) },
  second: { name: "<target>", prefixes: ProviderSections.supporting("post").map((name) => `${name}:`) },
  options: [peer, split, dryRun, resume, journal, format, CallOptions.timeout, CallOptions.verbose],
  sections: [ProviderSections.refs("conversation", sources)],
  examples: [
    "messages copy factory:5f1c honcho:team/5f1c --peer user=ann --peer assistant=droid",
    "messages copy veryfront:$CONVERSATION mielto:conversation/c1 --dry-run",
    "messages --sandbox copy factory:diary-3 mielto:conversation/diary-120 --dry-run"
  ],
  load: () => import("./RunCopy.js")
}
