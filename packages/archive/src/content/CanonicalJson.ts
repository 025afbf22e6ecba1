/** The text of a JSON value with sorted keys: equal values have equal texts. */
import { Json } from "@org/messages-core"

/** The text; its keys are in the order of their UTF-16 units. */
export const textOf = (value: Json.Json): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  if (Json.isArray(value)) return `[${value.map(textOf).join(",")}]`
  if (!Json.isObject(value)) return "null"
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${textOf(value[key] ?? null)}`).join(",")}}`
}
