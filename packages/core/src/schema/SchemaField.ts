/** Fields of a schema, with what they mean. The description belongs to the field, so that it does not change how a type is named in errors. */
import * as Schema from "effect/Schema"

/** A key that must be there. */
export const required = <A, I>(
  schema: Schema.Schema<A, I>,
  description: string
): Schema.propertySignature<Schema.Schema<A, I>> => Schema.propertySignature(schema).annotations({ description })

/** A key that may be absent but never holds `undefined`, so that absent fields stay absent when a value is encoded. */
export const optional = <A, I>(
  schema: Schema.Schema<A, I>,
  description?: string
): Schema.optionalWith<Schema.Schema<A, I>, { exact: true }> => {
  const field = Schema.optionalWith(schema, { exact: true })
  return description === undefined ? field : field.annotations({ description })
}
