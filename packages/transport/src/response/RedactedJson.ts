/** Makes a server's JSON value safe to repeat: redacts its strings and keys, and limits its depth and size. */
import { Json, type CredentialRedaction } from "@org/messages-core"

/** The object with at most 50 values and 4 levels; the rest is dropped. */
export const object = (json: Json.JsonObject, redact: CredentialRedaction.Redact): Json.JsonObject => {
  let left = maximumValues
  const cleanObject = (json: Json.JsonObject, depth: number): Json.JsonObject => {
    const result: { [key: string]: Json.Json } = {}
    for (const key in json) {
      const clean = cleanValue(json[key] ?? null, depth)
      if (clean !== undefined) Json.put(result, redact(key), clean)
      if (left === 0) break
    }
    return result
  }
  const cleanValue = (value: Json.Json, depth: number): Json.Json | undefined => {
    if (left === 0 || depth > maximumDepth) return undefined
    left -= 1
    if (Json.isObject(value)) return cleanObject(value, depth + 1)
    if (Json.isArray(value))
      return value
        .slice(0, maximumValues)
        .map((element) => cleanValue(element, depth + 1))
        .filter((element) => element !== undefined)
    return scalar(value, redact)
  }
  return cleanObject(json, 1)
}

/** The digits of a number may be a credential too. */
const scalar = <A extends string | number | boolean | null>(
  value: A,
  redact: CredentialRedaction.Redact
): A | string => {
  if (value === null || typeof value === "boolean") return value
  const clean = redact(String(value))
  return clean === String(value) ? value : clean
}

const maximumValues = 50

const maximumDepth = 4
