/** Every text that a log may print for a value. Tests search all of them for secrets. */
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { inspect } from "node:util"

export const renderings = (value: unknown): ReadonlyArray<string> => [
  String(value),
  JSON.stringify(value) ?? "",
  inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
  ...(value instanceof Error ? [value.message, value.stack ?? "", ...renderings(value.cause)] : []),
  ...(Cause.isCause(value)
    ? [Cause.pretty(value, { renderErrorCause: true }), ...renderings(Cause.squash(value))]
    : []),
  ...(Exit.isExit(value) && Exit.isFailure(value) ? renderings(value.cause) : [])
]
