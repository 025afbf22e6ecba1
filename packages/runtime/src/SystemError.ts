/** Reads the system's code out of an error of unknown type. */
import * as Predicate from "effect/Predicate"

/** The code, such as `ENOENT` or `EPIPE`; nothing where the error has none. */
export const of = (cause: unknown): string | undefined =>
  Predicate.hasProperty(cause, "code") && cause.code !== undefined ? String(cause.code) : undefined
