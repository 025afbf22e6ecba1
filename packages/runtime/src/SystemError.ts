/** What the system calls an error that nobody has typed. */
import * as Predicate from "effect/Predicate"

/** Such as `ENOENT` or `EPIPE`. */
export const of = (cause: unknown): string | undefined =>
  Predicate.hasProperty(cause, "code") && cause.code !== undefined ? String(cause.code) : undefined
