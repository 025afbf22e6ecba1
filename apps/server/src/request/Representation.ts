/** The format of a read, from the query or from the header Accept (RFC 9110, section 12.5.1). */
import type { Keep } from "@org/messages-api/ConvertRequest"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import type { Problem } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Request } from "./Request.js"

/** The requested format, and the query without its parameters. Without a format, the response is the canonical message. */
export interface Representation {
  readonly query: string
  readonly format?: string
  readonly keep?: Keep
  readonly report: boolean
}

/** Reads the query and the header. Most requests have neither. */
export const of = ({
  headers,
  query
}: Pick<Request, "headers" | "query">): Either.Either<Representation, Problem.Problem> => {
  const accepted = headers.accept === undefined ? undefined : preferred(headers.accept)
  if (accepted === undefined && query === "") return canonical
  const ofAccept = accepted === undefined ? {} : { format: accepted }
  if (query === "") return Either.right({ query, report: false, ...ofAccept })
  const words = query.slice(1).split("&")
  const [format, keep, report] = ["format", "keep", "report"].map((name) => valuesOf(words, name))
  for (const [name, values] of Object.entries({ format, keep, report }))
    if ((values?.length ?? 0) > 1) return refuse(name, "occurs more than once")
  const [[formatValue] = [], [keepValue] = [], [reportValue] = []] = [format, keep, report]
  if (keepValue !== undefined && !isKeep(keepValue)) return refuse("keep", "takes embed, beside or none")
  if (reportValue !== undefined && reportValue !== "true" && reportValue !== "false")
    return refuse("report", "takes true or false")
  const rest = words.filter((word) => !own.test(word)).join("&")
  const chosen = formatValue === undefined ? ofAccept : { format: formatValue }
  return Either.right({
    query: rest === "" ? "" : `?${rest}`,
    report: reportValue === "true",
    ...(formatValue === undefined && (keepValue ?? reportValue) !== undefined && accepted === undefined
      ? { format: "canonical" }
      : chosen),
    ...(keepValue !== undefined && { keep: keepValue })
  })
}

/** The parameters that ask for the same again, each with an `&` in front. */
export const parameters = ({ format, keep, report }: Representation): string =>
  [
    ...(format === undefined ? [] : [`&format=${encodeURIComponent(format)}`]),
    ...(keep === undefined ? [] : [`&keep=${keep}`]),
    ...(report ? ["&report=true"] : [])
  ].join("")

const canonical = Either.right({ query: "", report: false })

const own = /^(format|keep|report)(=|$)/

const valuesOf = (words: ReadonlyArray<string>, name: string): ReadonlyArray<string> =>
  words.flatMap((word) => {
    const [key, ...rest] = word.split("=")
    return key === name ? [rest.join("=")] : []
  })

const isKeep = (word: string): word is Keep => word === "embed" || word === "beside" || word === "none"

const refuse = (name: string, problem: string) => Either.left(RequestProblem.invalidParameter(name, problem))

const types: ReadonlyMap<string, string> = new Map([
  ["text/markdown", "markdown"],
  ["text/html", "html"],
  ["application/x-ndjson", "ndjson"]
])

/** The format that a header prefers over JSON, if there is one; among equals, the first. */
const preferred = (accept: string): string | undefined => {
  if (accept === "*/*" || accept === "application/json") return undefined
  let best: { readonly format: string | undefined; readonly weight: number } = { format: undefined, weight: 0 }
  for (const entry of accept.split(",")) {
    const [type = "", ...parameters] = entry.split(";").map((word) => word.trim().toLowerCase())
    const weight = Number(parameters.find((word) => word.startsWith("q="))?.slice(2) ?? 1)
    const format = types.get(type)
    const isJson = type === "application/json" || type === "application/*" || type === "*/*"
    if ((format !== undefined || isJson) && weight > best.weight) best = { format, weight }
  }
  return best.format
}
