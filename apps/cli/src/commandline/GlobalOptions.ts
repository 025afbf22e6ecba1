/** The options of every command, which are allowed anywhere on the command line. */
import { CommandOption } from "@org/messages-terminal"
import * as Context from "effect/Context"

/** The global options of one command line. */
export class GlobalOptions extends Context.Tag("@org/messages-cli/GlobalOptions")<
  GlobalOptions,
  {
    /** Whether results and errors are printed as JSON. */
    readonly json: boolean
    /** Whether the providers are simulated in this process. */
    readonly sandbox: boolean
    /** How long a call may take, as the user typed it. */
    readonly timeout: string | undefined
    /** Whether requests, responses and waits are printed to standard error. */
    readonly verbose: boolean
  }
>() {}

/** `--json`. */
export const json = CommandOption.flag("--json", "print results as JSON, and errors as problem details (RFC 9457)")

/** `--sandbox`. */
export const sandbox = CommandOption.flag("--sandbox", "simulate the providers in this process; this needs no keys")
