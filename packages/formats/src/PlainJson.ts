/** JSON values for readers that rebuild records. Such readers lose a key `__proto__`, so the values must not contain it. */
import { Json } from "@org/messages-core"

/** The value without `__proto__` keys; the same value if it has none. */
export const of = (value: Json.Json): Json.Json => (isSafe(value) ? value : copy(value))

/** The object without `__proto__` keys. */
export const object = (value: Json.JsonObject): Json.JsonObject => {
  const plain = of(value)
  return Json.isObject(plain) ? plain : {}
}

/** Whether the value survives a reader that rebuilds records. */
export const isSafe = (value: Json.Json): boolean => {
  if (Json.isArray(value)) return value.every(isSafe)
  return !Json.isObject(value) || (!Object.hasOwn(value, "__proto__") && Object.values(value).every(isSafe))
}

const copy = (value: Json.Json): Json.Json => {
  if (Json.isArray(value)) return value.map(copy)
  if (!Json.isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => (key === "__proto__" ? [] : [[key, copy(child)]]))
  )
}
