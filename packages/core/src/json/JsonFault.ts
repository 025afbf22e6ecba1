/** The limits of every message, and the first place where a value exceeds them or is not JSON. */
import type { Json } from "./Json.js"
import { pointer } from "./JsonPointer.js"
import { type JsonLimits, keyCost } from "./JsonScan.js"

/** How deep objects and arrays may nest. `JSON.parse` itself has no limit. */
export const maximumDepth = 64

/** How many values a message may have, nested ones included, where a key counts as three: 200 embeddings of 1,536 numbers are 307,000. */
export const maximumValues = 400_000

/** How many characters a number may have. */
export const maximumDigits = 1_000

/** The limits of every message, unless a program sets others. */
export const limits: JsonLimits = { values: maximumValues, depth: maximumDepth, digits: maximumDigits }

/** One place in a JSON value that no message may hold. */
export interface Fault {
  /** Where the problem is, as a JSON Pointer (RFC 6901); `""` for the whole. */
  readonly path: string
  /** What is wrong there, in words. */
  readonly problem: string
  /** The limit that the value exceeds, if that is the problem. */
  readonly exceeds?: keyof JsonLimits
}

/** The first place in a value that no message may hold: not JSON, a number that is not finite, or more nesting or values than the limits allow. */
export const fault = (value: unknown, within: JsonLimits = limits): Fault | undefined => {
  if (isJson(value, within)) return undefined
  const { exceeds, keys, problem } = locate(value, 0, { values: 0, limits: within }) ?? {
    keys: [],
    problem: "not JSON",
    exceeds: undefined
  }
  return { path: pointer(keys.reverse()), problem, ...(exceeds !== undefined && { exceeds }) }
}

/** Whether a message may hold this value: JSON, within the limits. */
export const isJson = (value: unknown, within: JsonLimits = limits): value is Json =>
  isSound(value, 0, { values: 0, limits: within })

/** Like `isJson`, and adds the number of values to `count`, nested ones included, and keys as three. */
export const isJsonCounted = (value: unknown, count: ValueCount): value is Json => isSound(value, 0, count)

/** How many values were counted, and the limits for them. */
export interface ValueCount {
  /** The values that were counted so far; a key counts as three. */
  values: number
  /** Where counting ends. */
  readonly limits: JsonLimits
}

/** The same walk as `locate`, without the path. Every message goes through it, so it allocates nothing and recurs for objects only. */
const isSound = (value: unknown, depth: number, count: ValueCount): boolean => {
  count.values += 1
  if (typeof value !== "object" || value === null) return isScalar(value)
  if (depth === count.limits.depth || count.values > count.limits.values) return false
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const child: unknown = value[index]
      if (typeof child === "string") count.values += 1
      else if (!isSound(child, depth + 1, count)) return false
    }
  } else if (!isPlain(value)) return false
  else {
    for (const key in value) {
      const child: unknown = value[key]
      count.values += keyCost
      if (typeof child === "string") count.values += 1
      else if (!isSound(child, depth + 1, count)) return false
    }
  }
  return count.values <= count.limits.values
}

interface Found {
  readonly keys: Array<string | number>
  /** What is wrong there, in words. */
  readonly problem: string
  readonly exceeds: keyof JsonLimits | undefined
}

/** The first fault, with the keys that lead to it, the innermost first. */
const locate = (value: unknown, depth: number, count: ValueCount): Found | undefined => {
  const { limits } = count
  count.values += 1
  if (count.values > limits.values)
    return { keys: [], problem: `one of more than ${limits.values} values`, exceeds: "values" }
  if (typeof value !== "object" || value === null) {
    if (isScalar(value)) return undefined
    return wrong(typeof value === "number" ? "not a finite number" : "not JSON")
  }
  if (depth === limits.depth) return { keys: [], problem: `nested deeper than ${limits.depth}`, exceeds: "depth" }
  if (!Array.isArray(value) && !isPlain(value)) return wrong("not JSON")
  const isList = Array.isArray(value)
  for (const [key, child] of isList ? value.entries() : Object.entries(value)) {
    if (!isList) count.values += keyCost
    const found = locate(child, depth + 1, count)
    if (found !== undefined) {
      found.keys.push(key)
      return found
    }
  }
  return undefined
}

const wrong = (problem: string): Found => ({ keys: [], problem, exceeds: undefined })

const isScalar = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isFinite(value)
    : typeof value === "string" || typeof value === "boolean" || value === null

const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
