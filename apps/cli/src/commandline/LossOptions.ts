/** The options of commands that print messages in a format: what is kept beside it, what is reported, which losses fail, and what is redacted. */
import { CommandOption } from "@org/messages-terminal"

/** `--report`: where the whole report goes. */
export const report = CommandOption.file(
  "--report",
  "write the report of losses to this file as JSON; - is standard error"
)

/** `--fail-on`: which losses give the exit code 10. */
export const failOn = CommandOption.text(
  "--fail-on",
  "<kinds>",
  "exit with 10 if anything is dropped, changed or synthetic: one or more of these words, separated by commas"
)

/** `--redact`: apply the default rules. */
export const redact = CommandOption.flag("--redact", "redact keys, tokens and e-mail addresses first, and count them")

/** `--redact-rules`: apply the rules of a file. */
export const redactRules = CommandOption.file(
  "--redact-rules",
  'redact what the rules in a file find: JSON such as [{"name": "customer", "pattern": "C-[0-9]{6}"}]'
)

/** `--residue`: the sidecar to write. */
export const residue = CommandOption.file(
  "--residue",
  "write what the format cannot express to this file, instead of into the document"
)

/** `--clean`: keep nothing. */
export const clean = CommandOption.flag("--clean", "do not keep what the format cannot express")

/** The options about losses and redaction. */
export const all = [report, failOn, redact, redactRules]

/** The options that concern only documents of a format. */
export const ofDocuments = [report, failOn, residue, clean]

/** The options of a command that reads messages itself. */
export const ofReads = [residue, clean, ...all]
