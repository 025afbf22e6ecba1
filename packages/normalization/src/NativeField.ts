/** Reads the fields of native JSON: the value if it has the expected type. Any other value is left to residue. */
import { Json, Message } from "@org/messages-core"

/** A string. */
export const string = (native: Json.JsonObject, key: string): string | undefined => {
  const value = native[key]
  return typeof value === "string" ? value : undefined
}

/** A number. */
export const number = (native: Json.JsonObject, key: string): number | undefined => {
  const value = native[key]
  return typeof value === "number" ? value : undefined
}

/** A boolean. */
export const boolean = (native: Json.JsonObject, key: string): boolean | undefined => {
  const value = native[key]
  return typeof value === "boolean" ? value : undefined
}

/** An object. */
export const object = (native: Json.JsonObject, key: string): Json.JsonObject | undefined => {
  const value = native[key]
  return Json.isObject(value) ? value : undefined
}

/** The elements of an array; none if the value is not an array. */
export const elements = (native: Json.JsonObject, key: string): ReadonlyArray<Json.Json> => {
  const value = native[key]
  return Json.isArray(value) ? value : []
}

/** A list of strings; `undefined` if one of its elements is not a string. */
export const strings = (native: Json.JsonObject, key: string): ReadonlyArray<string> | undefined => {
  const value = native[key]
  return Json.isArray(value) && value.every((element) => typeof element === "string") ? value : undefined
}

/** A count such as a number of tokens. */
export const count = (native: Json.JsonObject, key: string): number | undefined => {
  const value = native[key]
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** A string that matches a pattern. */
export const matching = (native: Json.JsonObject, key: string, pattern: RegExp): string | undefined => {
  const value = native[key]
  return typeof value === "string" && pattern.test(value) ? value : undefined
}

/** One of a list of strings. */
export const oneOf = <const Text extends string>(
  native: Json.JsonObject,
  key: string,
  texts: ReadonlyArray<Text>
): Text | undefined => {
  const value = native[key]
  return texts.find((text) => text === value)
}

/** The native role, or `participant` if it is absent or not in the list; residue keeps what it was. */
export const role = (native: Json.JsonObject): Message.Role =>
  oneOf(native, "role", Message.Role.literals) ?? "participant"

/** The native form of a role. It is absent for a participant, because `role` reads an absent role as one. */
export const nativeRole = (role: Message.Role): string | undefined => (role === "participant" ? undefined : role)

/** A conversation, if its id is known. */
export const conversation = (id: string | undefined, workspaceId?: string): Message.Message["conversation"] =>
  id === undefined ? undefined : Json.compact({ id, workspaceId })

/** An object without the keys whose value is `undefined`; `undefined` if no key is left. */
export const some = <A extends object>(object: A): ReturnType<typeof Json.compact<A>> | undefined => {
  for (const key in object) if (object[key] !== undefined) return Json.compact(object)
  return undefined
}
