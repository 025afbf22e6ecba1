/** Describes the command `messages read`. */
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as CallOptions from "../commandline/CallOptions.js"
import * as DocumentOptions from "../commandline/DocumentOptions.js"
import * as FormatNames from "../commandline/FormatNames.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as PageOptions from "../commandline/PageOptions.js"
import * as RefOptions from "../commandline/RefOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "../commands/ProviderSections.js"

const providers = ProviderSections.supporting("list")

/** `--format` of `messages read`. */
export const format: CommandOption.CommandOption<string | undefined> = FormatOption.of({
  pretty: "one document, in a pager; the default on a terminal",
  json: "one canonical message on each line (NDJSON); the default in a pipe",
  ...FormatNames.writable
})

/** `--no-pager`: print on the terminal. */
export const noPager = CommandOption.flag("--no-pager", "print on the terminal, without a pager")

/** The command `messages read`. */
export const command: RunnableCommand = {
  name: "read",
  summary: "read a whole conversation",
  about:
    "Reads a conversation to its end and prints it while it is read. On a terminal, it opens in the pager that PAGER names, or in less. canonical, ndjson, markdown, html and the providers' forms are printed message by message; other formats need the whole conversation first. If reading fails in the middle, the error has the cursor to continue with.",
  argument: { name: "<conversation>", prefixes: providers.map((name) => `${name}:`) },
  options: [
    PageOptions.order,
    PageOptions.cursor,
    noPager,
    ...ArchiveOptions.all,
    format,
    ...LossOptions.ofReads,
    ...DocumentOptions.all,
    DocumentOptions.ago,
    ...RefOptions.of(providers),
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [ProviderSections.refs("conversation", providers)],
  examples: [
    "messages --sandbox read factory:invoice-bug",
    "messages --sandbox read honcho:bakery/morning-orders --no-pager",
    "messages --sandbox read factory:diary-2500 --json | head -n 2",
    "messages --sandbox read mielto:conversation/conv_refund --format anthropic --redact",
    "messages read factory:5f1c --archive",
    "messages read veryfront:$CONVERSATION > conversation.ndjson"
  ],
  load: () => import("./ReadConversation.js")
}
