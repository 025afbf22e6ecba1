/** Reads the system's error code from an error of unknown type. */
import * as Predicate from "effect/Predicate"

/** The code, such as `ENOENT` or `EPIPE`; `undefined` if the error has none. */
export const of = (cause: unknown): string | undefined =>
  Predicate.hasProperty(cause, "code") && cause.code !== undefined ? String(cause.code) : undefined
