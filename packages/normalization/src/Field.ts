/** Reads the fields of native JSON: the value where it has the type that is wanted, else nothing, so that it stays in residue. */
import { Json, Message, Part } from "@org/messages-core"
import * as Schema from "effect/Schema"

export const string = (native: Json.JsonObject, key: string): string | undefined => {
  const value = Json.own(native, key)
  return typeof value === "string" ? value : undefined
}

export const number = (native: Json.JsonObject, key: string): number | undefined => {
  const value = Json.own(native, key)
  return typeof value === "number" ? value : undefined
}

export const boolean = (native: Json.JsonObject, key: string): boolean | undefined => {
  const value = Json.own(native, key)
  return typeof value === "boolean" ? value : undefined
}

export const object = (native: Json.JsonObject, key: string): Json.JsonObject | undefined => {
  const value = Json.own(native, key)
  return Json.isObject(value) ? value : undefined
}

/** The elements of an array; none where there is no array. */
export const elements = (native: Json.JsonObject, key: string): ReadonlyArray<Json.Json> => {
  const value = Json.own(native, key)
  return Json.isArray(value) ? value : []
}

/** A list of texts, only if all are. */
export const strings = (native: Json.JsonObject, key: string): ReadonlyArray<string> | undefined => {
  const value = Json.own(native, key)
  return isStrings(value) ? value : undefined
}

/** A value that a schema accepts. */
export const as = <A, I>(schema: Schema.Schema<A, I>): ((value: unknown) => A | undefined) => {
  const is = Schema.is(schema)
  return (value) => (is(value) ? value : undefined)
}

/** The part that these fields make, if each that it requires is there and has its type. */
export const part = (fields: object): Part.Part | undefined => toPart(Json.compact(fields))

/** The native role, or `participant` where it is absent or unlisted; residue keeps what it was. */
export const role = (native: Json.JsonObject): Message.Role => toRole(Json.own(native, "role")) ?? "participant"

/** What `role` reads, written back: nothing for a participant. */
export const nativeRole = (role: Message.Role): string | undefined => (role === "participant" ? undefined : role)

/** An object, or nothing when every value of it is `undefined`. */
export const some = <A extends object>(object: A): ReturnType<typeof Json.compact<A>> | undefined => {
  const all = Json.compact(object)
  return Object.keys(all).length === 0 ? undefined : all
}

const toPart = as(Part.Part)
const toRole = as(Message.Role)
const isStrings = Schema.is(Schema.Array(Schema.String))
