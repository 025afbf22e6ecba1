/** The flags of every command, which are allowed anywhere on the command line. */
import { CommandOption } from "@org/messages-terminal"

/** `--json`. */
export const json = CommandOption.flag("--json", "print results as JSON, and errors as problem details (RFC 9457)")

/** `--sandbox`. */
export const sandbox = CommandOption.flag("--sandbox", "simulate the providers in this process; this needs no keys")
