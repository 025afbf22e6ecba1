/** The part of an OpenAPI document that the contract files use: each has one path with one method. */
import { type Json, isObject, type JsonObject, textOf } from "./Json.js"

export interface Document {
  readonly security: ReadonlyArray<JsonObject>
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: {
    readonly schemas?: JsonObject
    readonly securitySchemes?: { readonly [name: string]: SecurityScheme }
  }
}

interface Operation {
  readonly parameters?: ReadonlyArray<Parameter>
  readonly security?: ReadonlyArray<JsonObject>
  readonly requestBody?: Body
  readonly responses: { readonly [status: string]: Body }
}

interface Body {
  readonly content?: { readonly [contentType: string]: { readonly schema: JsonObject } }
}

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header"
  readonly required?: boolean
  readonly schema: JsonObject
}

export type SecurityScheme =
  | { readonly type: "http"; readonly scheme: "bearer" }
  | { readonly type: "apiKey"; readonly in: "header"; readonly name: string }

export const read = (name: string): Document => JSON.parse(textOf(`contracts/${name}.openapi.json`), nullable)

/**
 * `nullable` belongs to OpenAPI 3.0, not to JSON Schema. Veryfront's contract has it without a `type`, where it means nothing (and ajv throws).
 * Factory's `openaiPhase` has it beside an `enum` without null, but Factory sends null.
 */
const nullable = (_: string, value: Json): Json => {
  if (!isObject(value) || value["nullable"] !== true) return value
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== "nullable"))
  const { enum: values, type } = rest
  if (type === undefined) return rest
  return { ...rest, type: [type, "null"], ...(Array.isArray(values) && { enum: [...values, null] }) }
}
