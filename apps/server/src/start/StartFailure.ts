/** Why the server did not start: a sentence for people and an exit code. */
import * as ConfigError from "effect/ConfigError"
import * as Data from "effect/Data"
import * as Predicate from "effect/Predicate"
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
  return fail(1, `Cannot start: ${codeOf(error)}`)
}

const fail = (exit: number, message: string) => new StartFailure({ exit, message })

/** The code or name of an error. Its message is left out, because it may quote anything. */
const codeOf = (error: unknown): string => {
  if (Predicate.hasProperty(error, "code") && typeof error.code === "string") return error.code
  if (Predicate.hasProperty(error, "cause") && error.cause !== undefined) return codeOf(error.cause)
  return error instanceof Error ? error.name : typeof error
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use; set MESSAGES_PORT to another",
  EADDRNOTAVAIL: "this machine does not have the address; set MESSAGES_HOST to another",
  ENOTFOUND: "there is no such host; set MESSAGES_HOST to another",
  EACCES: "this port needs privileges; set MESSAGES_PORT to another"
}

/** One line for each variable that cannot be used. */
const settings = (error: ConfigError.ConfigError): ReadonlyArray<string> => {
  switch (error._op) {
    case "And":
    case "Or":
      return [...settings(error.left), ...settings(error.right)]
    default:
      return [`${error.path.join("_")} cannot be used: ${error.message}`]
  }
}
