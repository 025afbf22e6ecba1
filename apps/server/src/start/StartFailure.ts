/** Why the server did not start: a sentence for people and an exit code. */
import { ErrorCode } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as ConfigError from "effect/ConfigError"
import * as Data from "effect/Data"
import * as Exit from "effect/Exit"
import { ListenFailure } from "../socket/Listener.js"
import { InvalidOptions } from "./Options.js"

/** The failure of a start. */
export class StartFailure extends Data.TaggedError("StartFailure")<{
  readonly exit: number
  readonly message: string
}> {}

/** The start failure for any error. */
export const of = (error: unknown): StartFailure => {
  if (error instanceof InvalidOptions) return fail(2, `${error.problem}\nTry messages-server --help`)
  if (ConfigError.isConfigError(error)) return fail(3, settings(error).join("\n"))
  if (error instanceof ListenFailure)
    return fail(1, `Cannot listen on ${error.host}, port ${error.port}: ${reasons[error.code] ?? error.code}`)
  return fail(1, `Cannot start: ${ErrorCode.orName(error)}`)
}

/** The exit code of the program. A signal is not a failure. */
export const exitCode = <A, E>(exit: Exit.Exit<A, E>): number => {
  if (Exit.isSuccess(exit) || Cause.isInterruptedOnly(exit.cause)) return 0
  const error = Cause.squash(exit.cause)
  return error instanceof StartFailure ? error.exit : 1
}

const fail = (exit: number, message: string) => new StartFailure({ exit, message })

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use; choose another with --port or MESSAGES_PORT",
  EADDRNOTAVAIL: "this machine does not have the address; choose another with --host or MESSAGES_HOST",
  ENOTFOUND: "there is no such host; choose another with --host or MESSAGES_HOST",
  EACCES: "this port needs privileges; choose another with --port or MESSAGES_PORT"
}

/** One line for each variable that cannot be used. */
const settings = (error: ConfigError.ConfigError): ReadonlyArray<string> => {
  switch (error._op) {
    case "And":
    case "Or":
      return [...settings(error.left), ...settings(error.right)]
    default:
      return [`${error.path.join("_")} cannot be used: ${error.message}${alsoFrom(error.path.join("_"))}`]
  }
}

/** The value may come from the option of the same name, if there is one. */
const alsoFrom = (variable: string): string =>
  variable === "MESSAGES_HOST" || variable === "MESSAGES_PORT"
    ? ` (--${variable.slice("MESSAGES_".length).toLowerCase()} sets it too)`
    : ""
