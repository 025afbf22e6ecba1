/** The arguments of a tool call, which chat completions send as JSON text. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"

/** The value if the text is JSON that a message can hold without losing a digit, else the text. */
export const read = (text: string): { readonly input: Json.Json } | { readonly inputText: string } => {
  const value = Either.getOrUndefined(Either.try((): unknown => JSON.parse(text)))
  return Json.isJson(value) && keepsDigits(text) ? { input: value } : { inputText: text }
}

/** Whether every number of a JSON text is exact as a JavaScript number: 15 significant digits always are (IEEE 754, binary64). */
const keepsDigits = (text: string): boolean =>
  (text.match(stringsAndNumbers) ?? []).every(
    (token) => token.startsWith('"') || significant(token) <= 15 || String(Number(token)) === token
  )

const stringsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const significant = (number: string): number =>
  number
    .replace(/[eE].*/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "").length
