/** Describes the command `messages get`. */
import * as Descriptors from "@org/messages-core/Descriptors"
import { CommandOption } from "@org/messages-terminal"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as CallOptions from "../commandline/CallOptions.js"
import * as DocumentOptions from "../commandline/DocumentOptions.js"
import * as FormatNames from "../commandline/FormatNames.js"
import * as FormatOption from "../commandline/FormatOption.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as RefOptions from "../commandline/RefOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"
import * as ProviderSections from "./ProviderSections.js"

/** `--format` of `messages get`. */
export const format: CommandOption.CommandOption<string | undefined> = FormatOption.of({
  pretty: "for people; the default on a terminal",
  json: "the canonical message; the default in a pipe. For several refs, one line each",
  raw: "the provider's own body, byte for byte in a pipe; from the archive, its JSON value",
  ...FormatNames.writable
})

/** `--strict`: also compare the message with its provider's contract. */
export const strict = CommandOption.flag(
  "--strict",
  "also list on standard error where the message departs from its provider's contract, and exit with 8 if it does"
)

/** `--unordered`: print results as they arrive. */
export const unordered = CommandOption.flag(
  "--unordered",
  "with several refs, print each result as soon as it arrives, instead of in the order of the refs"
)

/** The command `messages get`. */
export const command: RunnableCommand = {
  name: "get",
  summary: "read one message, or several",
  about:
    "Reads messages and prints them in the canonical form. For several refs, or for refs on standard input with -, each line has ref and message, or ref and error, in the order of the refs; the exit code is then the highest of any. With --format NAME, it prints all messages as one document and reports errors on standard error.",
  argument: { name: "<ref>", prefixes: Descriptors.names.map((name) => `${name}:`), repeated: true },
  options: [
    format,
    strict,
    unordered,
    ...LossOptions.ofReads,
    ...DocumentOptions.all,
    DocumentOptions.ago,
    ...RefOptions.of(Descriptors.names),
    ...ArchiveOptions.all,
    CallOptions.timeout,
    CallOptions.verbose
  ],
  sections: [ProviderSections.refs("message", Descriptors.names)],
  examples: [
    "messages --sandbox get factory:invoice-bug/answer",
    "messages --sandbox get mielto:msg_refund_question mielto:msg_refund_answer",
    "messages get mielto:msg_01 --workspace-id wsp_42",
    "messages get honcho:team/standup/4mQ --json | jq -r '.parts[].text'",
    "messages list factory:5f1c --json | jq -r '.items[].ref' | messages get -",
    "messages get factory:5f1c/msg-7 --format anthropic --redact",
    "messages get factory:5f1c/msg-7 factory:5f1c/msg-8 --format chat",
    "messages get factory:5f1c/msg-7 --archive",
    "messages get veryfront:$CONVERSATION/$MESSAGE --format raw > message.json"
  ],
  load: () => import("./ReadMessage.js")
}
