/** Describes the command `messages convert`. */
import { CommandOption } from "@org/messages-terminal"
import * as DocumentOptions from "../commandline/DocumentOptions.js"
import * as FormatNames from "../commandline/FormatNames.js"
import * as LossOptions from "../commandline/LossOptions.js"
import type { RunnableCommand } from "../commandline/RunnableCommand.js"

/** `--from`: the format of the document. */
export const from = CommandOption.choice(
  "--from",
  "<format>",
  "the format of the document; needed only if the document looks like more than one",
  FormatNames.readable
)

/** `--to`: the format to write. */
export const to = CommandOption.requiredChoice("--to", "<format>", "the format to write", FormatNames.writable)

/** `--residue`: the sidecar to write, or to read if the target needs none. */
export const residue = CommandOption.file(
  "--residue",
  "write what the format cannot express to this file, instead of into the document. If the target is canonical, ndjson or a provider's form, this file is read instead"
)

/** `--residue-in`: the sidecar of the document. */
export const residueIn = CommandOption.file("--residue-in", "the residue file of the document, which --residue wrote")

export const { clean } = LossOptions

/** The command `messages convert`. */
export const command: RunnableCommand = {
  name: "convert",
  summary: "convert a document to another format",
  about:
    "Reads messages from a file or from standard input and writes them as a list of another format (ndjson: as lines). The document is one message, a list, a page of a provider's list, the body of a request or of a response, or one message on each line. If the new format is canonical, ndjson, markdown, html or a provider's form, lines are converted one by one, so a file of lines may have any length. One line on standard error says how much is lost.",
  argument: { name: "<file>", file: true, isOptional: true },
  options: [from, to, residue, residueIn, clean, ...LossOptions.all, ...DocumentOptions.all],
  sections: [],
  examples: [
    "messages --sandbox read factory:invoice-bug | messages convert - --to anthropic",
    "messages convert page.json --from honcho --to anthropic",
    "messages convert chat.json --to ai-sdk --residue chat.residue.json",
    "messages convert - --to ndjson --redact < session.json > session.ndjson",
    "messages convert session.json --from chat --to html > session.html",
    "messages convert ~/.factory/sessions/-work/5f1c.jsonl --from factory-session --to markdown"
  ],
  load: () => import("./ConvertDocument.js")
}
