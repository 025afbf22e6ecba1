/** Reads the code of an error of unknown type. Its message is never read, because it may quote anything. */
import * as Predicate from "effect/Predicate"

/** The code of an error, such as `ENOENT`, `SQLITE_FULL` or `25006`: one short word. `undefined` if it has none. */
export const of = (error: unknown): string | undefined =>
  Predicate.hasProperty(error, "code") && typeof error.code === "string" && /^\w{1,61}$/.test(error.code)
    ? error.code
    : undefined

/** An error and the errors that caused it, the outermost first; at most six. */
export const chain = (error: unknown): ReadonlyArray<unknown> => {
  const errors = [error]
  for (let last = error; errors.length < 6 && Predicate.hasProperty(last, "cause") && last.cause !== undefined;) {
    last = last.cause
    errors.push(last)
  }
  return errors
}

/** The code of an error, or of the first of its causes that has one. */
export const ofChain = (error: unknown): string | undefined =>
  chain(error)
    .map(of)
    .find((code) => code !== undefined)

/** The code of an error or of its causes; if there is none, the name of the innermost error, such as `TypeError`. */
export const orName = (error: unknown): string => {
  const last = chain(error).at(-1)
  return ofChain(error) ?? (last instanceof Error ? last.name : typeof last)
}
