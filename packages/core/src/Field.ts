/** The fields of public schemas: each has a description, which editors, JSON Schema and OpenAPI show. */
import * as Schema from "effect/Schema"

/** A field that may be absent; it is never `undefined`. */
export const optional = <A, I>(schema: Schema.Schema<A, I>, description: string) =>
  Schema.optionalWith(schema, { exact: true }).annotations({ description })

/** A field that is always there. */
export const required = <A, I>(schema: Schema.Schema<A, I>, description: string) =>
  Schema.propertySignature(schema).annotations({ description })
