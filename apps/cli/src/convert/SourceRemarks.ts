/** Remarks about the content of a document that is not in its messages, and about residue that does not fit it. */
import type { Json } from "@org/messages-core"
import { Conversion } from "@org/messages-formats"
import * as DocumentArgument from "./DocumentArgument.js"

/**
 * The remarks, a sentence each. If the document is the body of a request, its other keys are the first of `others`. `fate` says
 * what becomes of all this, such as "which the residue keeps".
 */
export const of = (
  source: Pick<Conversion.Source, "from" | "ignored" | "others">,
  isBody: boolean,
  fate: string
): ReadonlyArray<string> => {
  const others = source.others ?? []
  const [bodies, lines] = isBody ? [others.slice(0, 1), others.slice(1)] : [[], others]
  return [
    ...(source.ignored.length > 0 ? [ignored(source)] : []),
    ...bodies.map((rest) => `the document also has ${keysOf(rest)}, ${fate}`),
    ...(lines.length > 0 ? [`${countOf(lines)}, ${fate}`] : [])
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
  return `the ${keys.length === 1 ? "key" : "keys"} ${shown.join(", ")}${keys.length > shown.length ? ` and ${keys.length - shown.length} more` : ""}`
}

const countOf = (others: ReadonlyArray<Json.JsonObject>): string => {
  const counts = Object.entries(Conversion.countOthers({ others })).map(([type, count]) => `${count} ${type}`)
  return `${others.length} ${others.length === 1 ? "object is not a message" : "objects are not messages"} (${counts.join(", ")})`
}
