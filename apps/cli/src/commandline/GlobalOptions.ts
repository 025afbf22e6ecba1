/** The options for every command, which may stand anywhere on the command line. */
import { CommandOption } from "@org/messages-terminal"
import * as Context from "effect/Context"

/** How every command runs. */
export class GlobalOptions extends Context.Tag("@org/messages-cli/GlobalOptions")<
  GlobalOptions,
  {
    /** Results and errors are for programs. */
    readonly json: boolean
    /** The providers are simulated in this process. */
    readonly sandbox: boolean
    /** How long a call may take, as it was typed. */
    readonly timeout: string | undefined
    /** What is sent and answered is said on standard error. */
    readonly verbose: boolean
  }
>() {}

export const json = CommandOption.flag("--json", "print results as JSON, and errors as problem details (RFC 9457)")

export const sandbox = CommandOption.flag("--sandbox", "simulate the providers in this process; this needs no keys")
