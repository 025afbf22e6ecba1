/** Metadata that Honcho accepts: at most 100 keys, five levels deep, without NUL characters. */
import { Json } from "@org/messages-core"
import * as FastApi from "../FastApi.js"

/** The metadata of an object; `undefined` if it has none. */
export const read = (
  problems: Array<FastApi.Problem>,
  within: Json.JsonObject,
  loc: FastApi.Problem["loc"]
): Json.JsonObject | undefined => {
  const value = Json.own(within, "metadata") ?? null
  if (value === null) return undefined
  const metadata = FastApi.object(problems, value, [...loc, "metadata"])
  if (metadata === undefined) return undefined
  const error = isTooDeep(metadata, 1)
    ? `Metadata nesting exceeds maximum depth of ${maximumDepth}`
    : Object.keys(metadata).length > maximumKeys
      ? `Metadata exceeds maximum of ${maximumKeys} top-level keys`
      : undefined
  if (error !== undefined) {
    const msg = `Value error, ${error}`
    problems.push({ type: "value_error", loc: [...loc, "metadata"], msg, input: metadata, ctx: { error: {} } })
  }
  return withoutNul(metadata)
}

const maximumKeys = 100
const maximumDepth = 5

const isTooDeep = (value: Json.Json, depth: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (depth > maximumDepth || Object.values(value).some((child) => isTooDeep(child, depth + 1)))

const withoutNul = (object: Json.JsonObject): Json.JsonObject => {
  const result: { [key: string]: Json.Json } = {}
  for (const [key, value] of Object.entries(object)) Json.put(result, key.replaceAll("\0", ""), cleaned(value))
  return result
}

const cleaned = (value: Json.Json): Json.Json => {
  if (typeof value === "string") return value.replaceAll("\0", "")
  if (Json.isArray(value)) return value.map(cleaned)
  return Json.isObject(value) ? withoutNul(value) : value
}
