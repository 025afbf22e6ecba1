/** Reads fields of native JSON: the value if it has the expected type, otherwise `undefined`, so that the value stays in residue. */
import { Json } from "@org/messages-core"

/** A text. */
export const text = (native: Json.JsonObject, key: string): string | undefined => {
  const value = Json.own(native, key)
  return typeof value === "string" ? value : undefined
}

/** A boolean. */
export const boolean = (native: Json.JsonObject, key: string): boolean | undefined => {
  const value = Json.own(native, key)
  return typeof value === "boolean" ? value : undefined
}

/** A count: a non-negative safe integer. */
export const count = (native: Json.JsonObject, key: string): number | undefined => {
  const value = Json.own(native, key)
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** An object. */
export const object = (native: Json.JsonObject, key: string): Json.JsonObject | undefined => {
  const value = Json.own(native, key)
  return Json.isObject(value) ? value : undefined
}

/** The elements of a list; none if the value is not a list. */
export const elements = (native: Json.JsonObject, key: string): ReadonlyArray<Json.Json> => {
  const value = Json.own(native, key)
  return Json.isArray(value) ? value : []
}

/** One of the given texts. */
export const oneOf = <const Text extends string>(
  native: Json.JsonObject,
  key: string,
  texts: ReadonlyArray<Text>
): Text | undefined => {
  const value = Json.own(native, key)
  return texts.find((text) => text === value)
}

/** An object without the keys whose value is `undefined`; `undefined` if no key is left. */
export const some = <A extends object>(object: A): ReturnType<typeof Json.compact<A>> | undefined => {
  for (const key in object) if (object[key] !== undefined) return Json.compact(object)
  return undefined
}
