/** The options that stand anywhere on the command line, for every command. */
import * as Context from "effect/Context"
import * as CommandOption from "./CommandOption.js"

/** The global options that change how a command runs. */
export class GlobalOptions extends Context.Tag("@org/messages-cli/GlobalOptions")<
  GlobalOptions,
  {
    /** Results and errors are for programs. */
    readonly json: boolean
    /** The providers are simulated in this process. */
    readonly sandbox: boolean
  }
>() {}

export const json = CommandOption.flag("--json", "print results as JSON, and errors as problem details (RFC 9457)")

export const sandbox = CommandOption.flag("--sandbox", "simulate the providers in this process; this needs no keys")

export const help = CommandOption.flag("--help", "print help; for one command: messages get --help", "-h")

export const version = CommandOption.flag("--version", "print the version")

export const completions = CommandOption.choice("--completions", "<shell>", "print a completion script for a shell", {
  bash: "for example: source <(messages --completions bash)",
  zsh: "a function for a directory of $fpath",
  fish: "for example: messages --completions fish | source",
  sh: "the same as bash"
})

export const manual = CommandOption.flag("--man", "print the manual page, for man -l - and groff")

/** Every global option, in the order in which help shows them. */
export const all: ReadonlyArray<CommandOption.CommandOption<unknown>> = [
  json,
  sandbox,
  help,
  version,
  completions,
  manual
]
