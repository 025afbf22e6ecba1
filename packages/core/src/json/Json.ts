/** JSON values as `JSON.parse` returns them. */
import type * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { isJson } from "./JsonFault.js"

export {
  type ValueCount,
  fault,
  type Fault,
  isJson,
  isJsonCounted,
  limits,
  maximumDepth,
  maximumDigits,
  maximumValues
} from "./JsonFault.js"
export { keysOf, pointer } from "./JsonPointer.js"

/** A JSON value. */
export type JsonValue = null | boolean | number | string | ReadonlyArray<JsonValue> | JsonObject
/** The same type by a shorter name. */
export type Json = JsonValue

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue
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
