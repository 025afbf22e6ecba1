/** Remarks about what a document has besides its messages, and about what does not fit it. */
import type { Json } from "@org/messages-core"
import { Conversion } from "@org/messages-formats"
import * as DocumentArgument from "./DocumentArgument.js"

/**
 * The remarks, a sentence each. If the document is the body of a request, the rest of the body is the first of `others`. `place` ends
 * each sentence with what becomes of it, such as "kept in the residue".
 */
export const of = (
  source: Pick<Conversion.Source, "from" | "ignored" | "others">,
  isBody: boolean,
  place: string
): ReadonlyArray<string> => {
  const others = source.others ?? []
  const [bodies, lines] = isBody ? [others.slice(0, 1), others.slice(1)] : [[], others]
  return [
    ...(source.ignored.length > 0 ? [ignored(source)] : []),
    ...bodies.map((rest) => `besides its messages, the document has ${keysOf(rest)}; ${place}`),
    ...(lines.length > 0 ? [`${countOf(lines)}; ${place}`] : [])
  ]
}

const ignored = ({ from, ignored: places }: Pick<Conversion.Source, "from" | "ignored">): string => {
  const slots = places.filter((place) => place !== "")
  if (DocumentArgument.registry.get(from)?.isReadOnly === true)
    return `lines that are not JSON objects are left out: ${slots.map((place) => Number(place.slice(1)) + 1).join(", ")}`
  return [
    ...(slots.length > 0 ? [`slots of the document do not fit and are ignored: ${slots.slice(0, 5).join(", ")}`] : []),
    ...(slots.length < places.length ? ["the residue does not fit the document and is ignored, at least in part"] : [])
  ].join("; ")
}

const keysOf = (rest: Json.JsonObject): string => {
  const keys = Object.keys(rest)
  const shown = keys.slice(0, 10).map((key) => JSON.stringify(key.slice(0, 50)))
  return `${shown.join(", ")}${keys.length > shown.length ? ` and ${keys.length - shown.length} more` : ""}`
}

const countOf = (others: ReadonlyArray<Json.JsonObject>): string => {
  const counts = Object.entries(Conversion.countOthers({ others })).map(([type, count]) => `${count} ${type}`)
  return `${others.length} ${others.length === 1 ? "line is not a message" : "lines are not messages"} (${counts.join(", ")})`
}
