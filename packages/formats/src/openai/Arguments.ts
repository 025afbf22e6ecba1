/** The arguments of a call in OpenAI's form: a text that should be JSON. */
import { Json, type Part } from "@org/messages-core"
import * as Either from "effect/Either"

/** The arguments as a value; as the original text if it is not JSON, or if a number in it would lose digits. */
export const read = (text: string | undefined): { readonly input?: Json.Json; readonly inputText?: string } => {
  if (text === undefined) return {}
  const value = Either.getOrUndefined(Either.try((): unknown => JSON.parse(text)))
  return Json.isJson(value) && !losesDigits(text, value) ? { input: value } : { inputText: text }
}

/** The arguments of a call as text. */
export const write = ({ input, inputText }: Part.ToolCall): string =>
  inputText ?? (input === undefined ? "{}" : JSON.stringify(input))

const long = /\d[\d.]{15,}/g

const losesDigits = (text: string, value: Json.Json): boolean => {
  const numbers = text.match(long)
  if (numbers === null) return false
  const printed = JSON.stringify(value)
  return numbers.some((number) => !printed.includes(number))
}
