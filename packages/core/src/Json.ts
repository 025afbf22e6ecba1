/** JSON values as they come from `JSON.parse`, and the two limits that every message keeps: finite numbers, bounded nesting. */
import type * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/** Objects and arrays may stand in each other at most this often; `JSON.parse` would go on until memory ends. */
export const maximumDepth = 64

/** One place in a JSON value: `path` is a JSON Pointer (RFC 6901), `""` for the whole. */
export interface Fault {
  readonly path: string
  readonly problem: string
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !isArray(value)

export const isArray = (value: unknown): value is ReadonlyArray<Json> => Array.isArray(value)

/** The own value of a key, so that `constructor` or `__proto__` never reads what the prototype has. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** An object without the keys whose value is `undefined`; a `__proto__` key stays a key. */
export function compact<A extends object>(object: A): Compact<A>
export function compact(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

type Compact<A> = { readonly [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  readonly [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
}

/** Equal as JSON texts with sorted keys. */
export const equal = (a: Json, b: Json): boolean => {
  if (isArray(a))
    return isArray(b) && a.length === b.length && a.every((value, index) => equal(value, b[index] ?? null))
  if (!isObject(a)) return a === b
  if (!isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key] ?? null, b[key] ?? null))
  )
}

/** A JSON Pointer to the value at the end of `keys`. */
export const pointer = (keys: ReadonlyArray<string | number>): string =>
  keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

/** The first thing in a value that no message may hold: not JSON, a number that is not finite, or nesting over the limit. */
export const fault = (value: unknown): Fault | undefined => {
  const found = walk(value, 0)
  return found && { path: pointer(found.keys.reverse()), problem: found.problem }
}

export const isJson = (value: unknown): value is Json => fault(value) === undefined

/** Any JSON value, as it is: never rebuilt, so a `__proto__` key survives. */
export const JsonValue: Schema.Schema<Json> = Schema.declare(isJson, {
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
    .filter(isJson)

interface Found {
  readonly keys: Array<string | number>
  readonly problem: string
}

// Keys are gathered on the way back, so that a sound value costs no path.
const walk = (value: unknown, depth: number): Found | undefined => {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return undefined
  if (typeof value === "number")
    return Number.isFinite(value) ? undefined : { keys: [], problem: "not a finite number" }
  if (typeof value !== "object") return { keys: [], problem: "not JSON" }
  if (depth === maximumDepth) return { keys: [], problem: `nested deeper than ${maximumDepth}` }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = walk(value[index], depth + 1)
      if (found) return at(found, index)
    }
    return undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return { keys: [], problem: "not JSON" }
  for (const [key, child] of Object.entries(value)) {
    const found = walk(child, depth + 1)
    if (found) return at(found, key)
  }
  return undefined
}

const at = (found: Found, key: string | number): Found => {
  found.keys.push(key)
  return found
}
