/** A field of a schema that may be absent. */
import * as Schema from "effect/Schema"

/** A key that may be absent but never holds `undefined`, so that absent fields stay absent when a value is encoded. */
export const optional = <A, I>(
  schema: Schema.Schema<A, I>
): Schema.optionalWith<Schema.Schema<A, I>, { exact: true }> => Schema.optionalWith(schema, { exact: true })
