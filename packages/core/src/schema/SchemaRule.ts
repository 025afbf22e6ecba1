/** Rules across the fields of public schemas, and the small types that several of them have. */
import * as Schema from "effect/Schema"

/** A rule: at least one of the fields is present. */
export const oneOf = (...keys: ReadonlyArray<string>) => ({
  holds: (fields: object): boolean => keys.some((key) => key in fields),
  // Effect would treat a schema with `anyOf` at its root as the whole schema, not as a rule beside the fields.
  jsonSchema: { allOf: [{ anyOf: keys.map((key) => ({ type: "object", required: [key] })) }] }
})

/** A rule: the two fields are not both present. */
export const notBoth = (first: string, second: string) => ({
  holds: (fields: object): boolean => !(first in fields && second in fields),
  jsonSchema: { not: { type: "object", required: [first, second] } }
})

/** An index in a list or a string. */
export const Index = Schema.Int.pipe(Schema.between(0, Number.MAX_SAFE_INTEGER)).annotations({
  identifier: "Index",
  description: "An index in a list or a string, from 0"
})

const pointer = /^(\/([^~/]|~[01])*)*$/

/** A JSON Pointer (RFC 6901). */
export const Pointer = Schema.String.pipe(
  Schema.pattern(pointer, { identifier: "Pointer", description: "A JSON Pointer (RFC 6901)" })
)

/** An object whose keys all match a pattern. */
export const keyed = <A, I>(pattern: RegExp, value: Schema.Schema<A, I>) =>
  Schema.Record({ key: Schema.String, value }).pipe(
    Schema.filter((record) => Object.keys(record).every((key) => pattern.test(key)), {
      jsonSchema: { propertyNames: { type: "string", pattern: pattern.source } }
    })
  )

/** An object whose keys are JSON Pointers. */
export const byPointer = <A, I>(value: Schema.Schema<A, I>) => keyed(pointer, value)
