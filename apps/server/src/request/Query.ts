/** Reads the parameters of a query. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import type { Problem } from "@org/messages-core"
import * as Either from "effect/Either"

/** The values of the parameters, and the rest of the query. */
export interface Query {
  readonly values: ReadonlyMap<string, string>
  /** The other parameters unchanged, with a `?` in front; empty if there are none. */
  readonly rest: string
}

/** Reads the parameters with these names from a query with its `?`. Each parameter may occur once. */
export const read = (query: string, names: ReadonlyArray<string>): Either.Either<Query, Problem.Problem> => {
  const values = new Map<string, string>()
  const rest: Array<string> = []
  for (const parameter of query.slice(1).split("&")) {
    if (parameter === "") continue
    const [name = "", ...more] = parameter.split("=")
    if (!names.includes(name)) {
      rest.push(parameter)
      continue
    }
    const value = decode(more.join("="))
    if (value === undefined) return invalid(name, "is not well-formed percent-encoding")
    if (values.has(name)) return invalid(name, "occurs more than once")
    values.set(name, value)
  }
  return Either.right({ values, rest: values.size === 0 ? query : rest.length === 0 ? "" : `?${rest.join("&")}` })
}

/** Fails if a query has a parameter, for requests that take none. */
export const none = (query: string): Either.Either<void, Problem.Problem> => {
  const rest = query.replace(/^\?&*/, "?")
  return rest === "" || rest === "?" ? Either.void : invalid(firstOf(rest), "is not known")
}

/** The name of the first parameter that is left, shortened. */
export const firstOf = (rest: string): string => (/^\?([^=&]{0,50})/.exec(rest)?.[1] ?? "").trim()

/** Refuses a parameter. `problem` completes a sentence about it. */
export const invalid = (name: string, problem: string): Either.Either<never, Problem.Problem> =>
  Either.left(RequestProblem.invalidParameter(name, problem))

/** A `+` is a space, because that is how forms and `URLSearchParams` write it. */
const decode = (text: string): string | undefined =>
  Either.getOrUndefined(Either.try(() => decodeURIComponent(text.replaceAll("+", " "))))
