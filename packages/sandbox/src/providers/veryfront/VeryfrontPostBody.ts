/** Reads the body of a post to a Veryfront conversation. */
import { Json } from "@org/messages-core"
import { type FieldError, invalidUuid } from "./VeryfrontProblem.js"
import * as VeryfrontPart from "./VeryfrontPart.js"

/** A posted message. */
export interface PostBody {
  readonly parts: ReadonlyArray<Json.Json>
  readonly parentId: string | undefined
  readonly key: string | undefined
  readonly metadata: Json.Json
}

/** The message in a body. Adds the problems of the body to `errors`. */
export const parse = (errors: Array<FieldError>, text: string): PostBody => {
  const json = parseJson(text)
  if (!Json.isObject(json)) {
    errors.push({ field: "", message: "Expected a JSON object", code: "invalid_type" })
    return { parts: [], parentId: undefined, key: undefined, metadata: null }
  }
  if (json["role"] !== "user")
    errors.push({ field: "role", message: "Only role=user is accepted", code: "invalid_literal" })
  const parentId = optionalText(errors, json, "parent_id")
  if (parentId !== undefined) errors.push(...invalidUuid("parent_id", parentId))
  const key = optionalText(errors, json, "idempotency_key")
  if (key !== undefined && key.length > 255) errors.push(tooBig("idempotency_key", "at most 255 character(s)"))
  const metadata = Json.own(json, "metadata") ?? null
  if (metadata !== null && !Json.isObject(metadata))
    errors.push({ field: "metadata", message: "Expected object", code: "invalid_type" })
  return { parts: partsOf(errors, json), parentId, key, metadata }
}

const partsOf = (errors: Array<FieldError>, json: Json.JsonObject): ReadonlyArray<Json.Json> => {
  const parts = Json.own(json, "parts")
  if (!Json.isArray(parts)) {
    errors.push({ field: "parts", message: "Expected array", code: "invalid_type" })
    return []
  }
  if (parts.length === 0)
    errors.push({ field: "parts", message: "Array must contain at least 1 element(s)", code: "too_small" })
  if (parts.length > 200) errors.push(tooBig("parts", "at most 200 element(s)"))
  else errors.push(...parts.flatMap((part, index) => VeryfrontPart.problems(part, `parts.${index}`)))
  return parts
}

const optionalText = (errors: Array<FieldError>, json: Json.JsonObject, key: string): string | undefined => {
  const value = Json.own(json, key)
  if (value === undefined || typeof value === "string") return value
  errors.push({ field: key, message: "Expected string", code: "invalid_type" })
  return undefined
}

const tooBig = (field: string, limit: string): FieldError => ({
  field,
  message: `Must contain ${limit}`,
  code: "too_big"
})

const parseJson = (text: string): Json.Json => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
