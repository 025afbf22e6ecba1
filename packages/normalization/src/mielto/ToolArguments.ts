/** The arguments of tool calls, which chat completions send as JSON text. */
import { Json, JsonScan } from "@org/messages-core"
import * as Either from "effect/Either"

/** The value, if the text is JSON that a message can hold without losing a digit; otherwise the text. */
export type Read = (text: string) => { readonly input: Json.Json } | { readonly inputText: string }

/**
 * Reads the arguments of one message. Their values count together, because the scan of the body counted the arguments of a call as one value.
 * Arguments beyond the limit stay text.
 */
export const reader = (limits: JsonScan.JsonLimits = Json.limits): Read => {
  let room = limits.values
  return (text) => {
    if (!isWithin(text, { ...limits, values: room })) return { inputText: text }
    const value = Either.getOrUndefined(Either.try((): unknown => JSON.parse(text)))
    const count: Json.ValueCount = { values: 0, limits }
    const isSound = Json.isJsonCounted(value, count)
    // Text that is not JSON was parsed up to the error. A value takes at least two characters.
    room -= isSound ? count.values : text.length / 2
    return isSound && keepsDigits(text) ? { input: value } : { inputText: text }
  }
}

/** Whether a text may be parsed. A short one takes no noticeable time, so it may exceed the limit once. */
const isWithin = (text: string, limits: JsonScan.JsonLimits): boolean =>
  limits.values > 0 && (text.length <= short || JsonScan.excess(encoder.encode(text), limits) === undefined)

const short = 65_536

const encoder = new TextEncoder()

/** Whether every number of a JSON text is exact as a JavaScript number: 15 significant digits always are (IEEE 754, binary64). */
const keepsDigits = (text: string): boolean => {
  if (!manyDigits.test(text)) return true
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') index = endOfString(text, index)
    else if (isStart(text.charCodeAt(index))) {
      number.lastIndex = index
      const [token = "-"] = number.exec(text) ?? []
      if (significant(token) > 15 && String(Number(token)) !== token) return false
      index += token.length - 1
    }
  }
  return true
}

/** Numbers of fewer digits are exact, and most texts have no others. */
const manyDigits = /[\d.]{16}/

/** A regular expression for strings would overflow the stack on long ones, because it keeps every character for backtracking. */
const endOfString = (text: string, start: number): number => {
  let index = start + 1
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1
  return index
}

/** Whether a number begins with this character: a digit or a minus sign. */
const isStart = (code: number): boolean => (code >= 0x30 && code <= 0x39) || code === 0x2d

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y

const significant = (number: string): number =>
  number
    .replace(/[eE].*/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "").length
