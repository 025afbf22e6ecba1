/** Fields of a schema with their descriptions. A description belongs to the field, so that errors still name the type. */
import * as Schema from "effect/Schema"

/** A required key. */
export const required = <A, I>(
  schema: Schema.Schema<A, I>,
  description: string
): Schema.propertySignature<Schema.Schema<A, I>> => Schema.propertySignature(schema).annotations({ description })

/** An optional key that never holds `undefined`, so that absent fields stay absent when a value is encoded. */
export const optional = <A, I>(
  schema: Schema.Schema<A, I>,
  description?: string
): Schema.optionalWith<Schema.Schema<A, I>, { exact: true }> => {
  const field = Schema.optionalWith(schema, { exact: true })
  return description === undefined ? field : field.annotations({ description })
}

/** A required count: an integer that is not negative. */
export const count = (description: string): Schema.propertySignature<typeof Schema.NonNegativeInt> =>
  Schema.propertySignature(Schema.NonNegativeInt).annotations({ description })
