/** JSON values as `JSON.parse` gives them, and the limits of every message: finite numbers, bounded nesting, bounded count. */
import type * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import type { JsonLimits } from "./JsonScan.js"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** How deep objects and arrays may nest. `JSON.parse` itself has no limit. */
export const maximumDepth = 64

/** How many values a message may have, nested ones and the keys of objects included: 200 embeddings of 1,536 numbers are 307,000. */
export const maximumValues = 400_000

/** How many characters a number may have. */
export const maximumDigits = 1_000

/** The limits of every message, unless a program sets others. */
export const limits: JsonLimits = { values: maximumValues, depth: maximumDepth, digits: maximumDigits }

/** One place in a JSON value: `path` is a JSON Pointer (RFC 6901), `""` for the whole. */
export interface Fault {
  readonly path: string
  readonly problem: string
  /** The limit that the value is over, if that is the problem. */
  readonly exceeds?: keyof JsonLimits
}

/** Whether a JSON value is an object and not an array. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !isArray(value)

/** Whether a value is an array. */
export const isArray = (value: unknown): value is ReadonlyArray<Json> => Array.isArray(value)

/** The own value of a key: `constructor` or `__proto__` never reads from the prototype. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** Sets a key, so that `__proto__` becomes a key like any other. */
export const put = <A>(object: { [key: string]: A }, key: string, value: A): void => {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
  else object[key] = value
}

/** The object without the keys whose value is `undefined`; a `__proto__` key stays a key. The same object if there are none. */
export function compact<A extends object>(object: A): Compact<A>
export function compact(object: { readonly [key: string]: unknown }): object {
  for (const key in object) if (object[key] === undefined) return defined(object)
  return object
}

const defined = (object: { readonly [key: string]: unknown }): object => {
  const result: { [key: string]: unknown } = {}
  for (const key in object) {
    const value = object[key]
    if (value !== undefined) put(result, key, value)
  }
  return result
}

type Compact<A> = { readonly [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  readonly [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
}

/** Whether two values have the same JSON text when their keys are sorted. */
export const equal = (a: Json, b: Json): boolean => {
  if (a === b) return true
  if (isArray(a)) {
    if (!isArray(b) || a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) if (!equal(a[index] ?? null, b[index] ?? null)) return false
    return true
  }
  if (!isObject(a) || !isObject(b)) return false
  let keys = 0
  for (const key in a) {
    if (!Object.hasOwn(b, key) || !equal(a[key] ?? null, b[key] ?? null)) return false
    keys += 1
  }
  return keys === Object.keys(b).length
}

/** A JSON Pointer to the value at the end of `keys`. */
export const pointer = (keys: ReadonlyArray<string | number>): string =>
  keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

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

/** The same; `count` gets the number of its values, nested ones and keys included. */
export const isJsonCounted = (value: unknown, count: Count): value is Json => isSound(value, 0, count)

/** Any JSON value, as it is: never rebuilt, so a `__proto__` key survives. */
export const JsonValue: Schema.Schema<Json> = Schema.declare((value): value is Json => isJson(value), {
  identifier: "Json",
  description: "Any JSON value",
  jsonSchema: { type: ["null", "boolean", "number", "string", "array", "object"] },
  arbitrary: () => (fc) => anyJson(fc)
})

/** Any JSON object, as it is. `Schema.Record` would lose a `__proto__` key. */
export const JsonObject: Schema.Schema<JsonObject> = Schema.declare(
  (value: unknown): value is JsonObject => isJson(value) && isObject(value),
  {
    identifier: "JsonObject",
    description: "Any JSON object",
    jsonSchema: { type: "object" },
    arbitrary: () => (fc) => fc.dictionary(fc.string(), anyJson(fc))
  }
)

const anyJson = (fc: Pick<typeof FastCheck, "jsonValue">): FastCheck.Arbitrary<Json> =>
  fc
    .jsonValue({ maxDepth: 3 })
    .map((value): unknown => value)
    .filter((value): value is Json => isJson(value))

/** A count of values, and the limits of the value that is counted. */
export interface Count {
  values: number
  readonly limits: JsonLimits
}

/** The same walk as `locate`, without the path. Every message goes through it, so it allocates nothing and recurs for objects only. */
const isSound = (value: unknown, depth: number, count: Count): boolean => {
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
      count.values += 1
      if (typeof child === "string") count.values += 1
      else if (!isSound(child, depth + 1, count)) return false
    }
  }
  return count.values <= count.limits.values
}

interface Found {
  readonly keys: Array<string | number>
  readonly problem: string
  readonly exceeds: keyof JsonLimits | undefined
}

/** The first fault, with the keys that lead to it, the innermost first. */
const locate = (value: unknown, depth: number, count: Count): Found | undefined => {
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
    if (!isList) count.values += 1
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
