/** Reads from a query which page of exports, or which lines of one, the caller wants. */
import type { Problem } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Query from "../request/Query.js"

/** The page of exports. */
export const ofList = (
  query: string
): Either.Either<{ readonly cursor: string | undefined; readonly limit: number | undefined }, Problem.Problem> =>
  Either.gen(function* () {
    const values = yield* valuesOf(query, ["cursor", "limit"])
    const limit = values.get("limit")
    if (limit !== undefined && !/^([1-9]\d?|100)$/.test(limit))
      return yield* Query.invalid("limit", "must be a whole number from 1 to 100")
    return { cursor: values.get("cursor"), limit: limit === undefined ? undefined : Number(limit) }
  })

/** How many lines to skip, because the caller already has them. */
export const ofContent = (query: string): Either.Either<number, Problem.Problem> =>
  Either.flatMap(valuesOf(query, ["from"]), (values) => {
    const from = values.get("from") ?? "0"
    return /^\d{1,15}$/.test(from) ? Either.right(Number(from)) : Query.invalid("from", "must be a whole number from 0")
  })

const valuesOf = (query: string, names: ReadonlyArray<string>) =>
  Either.flatMap(Query.read(query, names), ({ rest, values }) =>
    rest === "" ? Either.right(values) : Query.invalid(Query.firstOf(rest), "is not known")
  )
