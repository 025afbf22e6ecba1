/** Says in plain words where a value departs from the canonical message. */
import { type Drift, Json, Message } from "@org/messages-core"

/** The problem as the end of a sentence that begins with the place, such as "is not one of user, assistant". */
export const of = ({ expected, path }: Drift.Drift, element: Json.Json): string => {
  const value = valueAt(element, path)
  if (value === undefined) return "is missing"
  if (expected.startsWith("{") && !Json.isObject(value)) return "is not an object"
  const known = byName.get(expected)
  if (known !== undefined) return `is not ${known}`
  if (expected.startsWith("ReadonlyArray<")) return "is not a list"
  const literals = expected.match(/"[^"]*"/g)
  if (literals !== null && literals.join(" | ") === expected)
    return `is not ${literals.length === 1 ? expected : `one of ${literals.map((text) => text.slice(1, -1)).join(", ")}`}`
  if (/^(\w+Part)( \| \w+Part)+$/.test(expected)) {
    const types = expected.split(" | ").map((name) => name.slice(0, -"Part".length).toLowerCase())
    return `is not a part of type ${types.slice(0, -1).join(", ")} or ${types.at(-1) ?? ""}`
  }
  return expected.startsWith("{") || /^[A-Z]\w*$/.test(expected)
    ? "does not match the schema of messages"
    : `is not ${expected}`
}

const oneOf = (words: ReadonlyArray<string>): string => `one of ${words.join(", ")}`

/** What the schemas' names stand for. */
const byName: ReadonlyMap<string, string> = new Map([
  ["The version of this model", "1"],
  ["Role", oneOf(Message.Role.literals)],
  ["Status", oneOf(Message.Status.literals)],
  ["Visibility", oneOf(Message.Visibility.literals)],
  ["Phase", oneOf(Message.Phase.literals)],
  ["Part", "an object"],
  ["JsonObject", "an object"],
  ["string", "a string"],
  ["number", "a number"],
  ["boolean", "a boolean"],
  ["Time", "a time in UTC such as 2026-01-05T10:00:00Z"],
  ["MessageRef", "a ref such as honcho:bakery/orders/m1"],
  ["FormatName", "the name of a format"],
  ["Count", "a non-negative integer"],
  ["Amount", "a string with a decimal number, such as 0.25"]
])

const valueAt = (value: Json.Json, path: string): Json.Json | undefined => {
  let found: Json.Json | undefined = value
  for (const step of path.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~")
    found = Json.isArray(found) ? found[Number(key)] : Json.isObject(found) ? Json.own(found, key) : undefined
  }
  return found
}
