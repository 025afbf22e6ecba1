/** `--format`: the form of a command's result. */
import { CommandOption } from "@org/messages-terminal"

/** The option, with the formats of one command and the meaning of each. */
export const of = <F extends string>(formats: Readonly<Record<F, string>>, summary = "how to print") =>
  CommandOption.choice("--format", "<format>", summary, formats, "-f")
