/** Checks the parts of a post to Veryfront. */
import { Json } from "@org/messages-core"
import { type FieldError, invalidUuid } from "./VeryfrontProblem.js"

/** What is wrong with a part; `field` is where it is. */
export const problems = (part: Json.Json, field: string): ReadonlyArray<FieldError> => {
  if (!Json.isObject(part)) return [{ field, message: "Expected object", code: "invalid_type" }]
  const type = Json.own(part, "type")
  const kind = typeof type === "string" && Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (kind === undefined)
    return [{ field: `${field}.type`, message: "Invalid discriminator value", code: "invalid_union_discriminator" }]
  return Object.entries(kind).flatMap(([key, { check, isRequired }]) => {
    const value = Json.own(part, key)
    if (value === undefined)
      return isRequired ? [{ field: `${field}.${key}`, message: "Required", code: "invalid_type" }] : []
    return check(value, `${field}.${key}`)
  })
}

type Check = (value: Json.Json, field: string) => ReadonlyArray<FieldError>

interface Field {
  readonly check: Check
  readonly isRequired: boolean
}

const text: Check = (value, field) =>
  typeof value === "string" ? [] : [{ field, message: "Expected string", code: "invalid_type" }]

const longText: Check = (value, field) =>
  typeof value === "string" && value.length > 100_000
    ? [{ field, message: "String must contain at most 100000 character(s)", code: "too_big" }]
    : text(value, field)

const uuid: Check = (value, field) => (typeof value === "string" ? invalidUuid(field, value) : text(value, field))

const object: Check = (value, field) =>
  Json.isObject(value) ? [] : [{ field, message: "Expected object", code: "invalid_type" }]

const boolean: Check = (value, field) =>
  typeof value === "boolean" ? [] : [{ field, message: "Expected boolean", code: "invalid_type" }]

const state: Check = (value, field) =>
  typeof value === "string" && ["streaming", "pending", "completed", "error"].includes(value)
    ? []
    : [{ field, message: "Invalid enum value", code: "invalid_enum_value" }]

const anything: Check = () => []

const required = (check: Check): Field => ({ check, isRequired: true })

const optional = (check: Check): Field => ({ check, isRequired: false })

/** The eleven kinds of parts of the contract, with their fields. */
const kinds: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  text: { text: required(longText) },
  image: { upload_id: required(uuid), media_type: required(text), url: optional(text) },
  file: { upload_id: optional(uuid), media_type: required(text), filename: optional(text), url: optional(text) },
  tool_call: { id: required(text), name: required(text), input: required(object), state: required(state) },
  tool_result: { tool_call_id: required(text), output: optional(anything), is_error: optional(boolean) },
  reasoning: { text: required(longText), signature: optional(text) },
  citation: { source_id: required(text), url: optional(text), title: optional(text), quote: optional(text) },
  source_document: {
    source_id: required(text),
    media_type: required(text),
    title: required(text),
    filename: optional(text)
  },
  step_start: {},
  error: { code: required(text), message: required(text) },
  data: { name: required(text), value: optional(anything) }
}
