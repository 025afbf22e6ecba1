/** Makes values in which every text is hostile to a terminal, from the JSON Schema of a message. */
import { Json, JsonSchema } from "@org/messages-core"

/** OSC 52 (the clipboard), C1, bidi, CR, NUL, zero-width space and joiner, word joiner, BOM, tag, line separator, lone surrogate, colour. */
export const evil =
  "\u001b]52;c;ZXZpbA==\u0007\u009b2J\u202e\r\0\u200b\u200d\u2060\ufeff\u{e0041}\u2028\ud800\u001b[31m\u001b[1mend"

/** What must never reach a terminal. */
export const active = /[^\P{Cc}\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Cs}]/u

/** Values that have every field of a definition: one with all fields, and one without each that may be absent. */
export const ofDefinition = (name: string): ReadonlyArray<Json.Json> => {
  const { $defs } = { $defs: null, ...JsonSchema.message() }
  return Json.isJson($defs) ? values(under($defs, name)) : []
}

const under = (value: Json.Json | undefined, ...keys: ReadonlyArray<string | number>): Json.Json | undefined =>
  keys.reduce<Json.Json | undefined>(
    (value, key) =>
      Json.isArray(value) ? value[Number(key)] : Json.isObject(value) ? Json.own(value, String(key)) : undefined,
    value
  )

const values = (schema: Json.Json | undefined): ReadonlyArray<Json.Json> => {
  const reference = under(schema, "$ref") ?? under(schema, "allOf", 0, "$ref")
  if (typeof reference === "string") return ofReference(reference.replace("#/$defs/", ""))
  const [anyOf, choices, properties] = ["anyOf", "enum", "properties"].map((key) => under(schema, key))
  if (Json.isArray(anyOf)) return anyOf.flatMap(values)
  if (Json.isObject(properties)) return objects(properties, under(schema, "required"))
  if (Json.isArray(choices) && choices.length === 1) return choices
  const type = under(schema, "type")
  if (type === "array") return [values(under(schema, "items"))]
  return [type === "string" ? evil : type === "boolean" ? true : 1]
}

const ofReference = (name: string): ReadonlyArray<Json.Json> => {
  if (name === "Residue") return [{ present: { [evil]: evil, nested: { [evil]: [evil] } } }]
  if (name === "Json" || name === "JsonObject") return [{ [evil]: evil, list: [{ [evil]: evil }] }]
  return ofDefinition(name)
}

const objects = (properties: Json.JsonObject, required: Json.Json | undefined): ReadonlyArray<Json.JsonObject> => {
  const whole = Object.entries(properties).map(([key, schema]) => [key, values(schema)[0] ?? null] as const)
  const removable = whole.filter(([key]) => !Json.isArray(required) || !required.includes(key))
  return [whole, ...removable.map((one) => whole.filter((other) => other !== one))].map((fields) =>
    Object.fromEntries(fields)
  )
}
