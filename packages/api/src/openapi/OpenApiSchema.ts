/** Rewrites the schemas of an OpenAPI document for tools that read them more strictly than JSON Schema asks. */
import { Json } from "@org/messages-core"
import { pipe } from "effect/Function"

/** Rewrites every schema inside a value of the document. */
export const rewrite = (value: Json.Json): Json.Json => {
  if (Json.isArray(value)) return value.map(rewrite)
  return Json.isObject(value) ? rewriteObject(value) : value
}

const rewriteObject = (object: Json.JsonObject): Json.JsonObject =>
  pipe(
    Object.fromEntries(
      // Examples are values, not schemas.
      Object.entries(object).map(([key, value]) => [
        key,
        key === "examples" || key === "example" ? value : rewrite(value)
      ])
    ),
    withDirectRef,
    withRequiredProperties,
    withOpenRules,
    withItems
  )

/** A `$ref` may have a description beside it since OpenAPI 3.1. Swagger UI cannot resolve a recursive one inside `allOf`. */
const withDirectRef = (schema: Json.JsonObject): Json.JsonObject => {
  const { allOf, ...rest } = schema
  const [only, ...others] = Json.isArray(allOf) ? allOf : []
  return Json.isObject(only) && "$ref" in only && others.length === 0 && Object.keys(only).length === 1
    ? { ...only, ...rest }
    : schema
}

/** Redocly wants a required key to be among the properties, also where the schema only says which keys go together. */
const withRequiredProperties = (schema: Json.JsonObject): Json.JsonObject => {
  const { properties = {}, required, type } = schema
  if (type !== "object" || !Json.isArray(required) || !Json.isObject(properties)) return schema
  const missing = required.filter((key) => typeof key === "string" && !(key in properties))
  return missing.length === 0
    ? schema
    : { ...schema, properties: { ...properties, ...Object.fromEntries(missing.map((key) => [key, {}])) } }
}

/** Redocly forbids other keys wherever a schema does not mention them, also in a rule about a few of the keys. */
const withOpenRules = (schema: Json.JsonObject): Json.JsonObject =>
  (Json.isObject(schema["properties"]) || Json.isObject(schema["if"])) && schema["additionalProperties"] === undefined
    ? { ...schema, additionalProperties: true }
    : schema

/** Spectral wants every array to have `items`. */
const withItems = (schema: Json.JsonObject): Json.JsonObject => {
  const { items, prefixItems, type } = schema
  const isArray = type === "array" || (Json.isArray(type) && type.includes("array"))
  return isArray && items === undefined && prefixItems === undefined ? { ...schema, items: {} } : schema
}
