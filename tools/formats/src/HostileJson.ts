/** JSON values that break converters: inherited names as keys, empty texts, lone surrogates, numbers that print oddly. */
import type { Json } from "@org/messages-core"
import * as fc from "effect/FastCheck"

/** One of these values. */
export const oneOf = <const A>(...values: ReadonlyArray<A>): fc.Arbitrary<A> => fc.constantFrom(...values)

/** Short texts, of which some look like ids, URLs or nothing. */
export const text: fc.Arbitrary<string> = fc.oneof(
  oneOf("", " ", "a", "hello\nworld", "\ud800", "tool-1", "x ", "data:text/plain,x", "null"),
  fc.string({ maxLength: 6 })
)

const key = fc.oneof(
  oneOf(
    "__proto__",
    "constructor",
    "toString",
    "",
    "a/b",
    "a~b",
    "0",
    "messages",
    "messages/residue",
    "type",
    "id",
    "a"
  ),
  fc.string({ maxLength: 3 })
)

const scalar: fc.Arbitrary<Json.Json> = fc.oneof(oneOf<Json.Json>(null, true, false, 0, -0, 1, 1e21, 0.1), text)

const objectOf = (value: fc.Arbitrary<Json.Json>): fc.Arbitrary<Json.JsonObject> =>
  fc.array(fc.tuple(key, value), { maxLength: 3 }).map((entries) => Object.fromEntries(entries))

/** Any JSON value, small. */
export const json: fc.Arbitrary<Json.Json> = fc.letrec<{ value: Json.Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    objectOf(tie("value"))
  )
})).value

/** Any JSON object, small. */
export const object: fc.Arbitrary<Json.JsonObject> = objectOf(json)

/** Objects with the `always` keys, and with some of the others. Plain assignments: `fc.record` defines its properties, and that takes half its time. */
export const record = (
  always: { readonly [key: string]: fc.Arbitrary<unknown> },
  sometimes: { readonly [key: string]: fc.Arbitrary<unknown> } = {}
): fc.Arbitrary<{ readonly [key: string]: unknown }> => {
  const keys = [...Object.keys(always), ...Object.keys(sometimes)]
  const values = [
    ...Object.values(always),
    ...Object.values(sometimes).map((value) => fc.option(value, { nil: nothing }))
  ]
  return fc.tuple(...values).map((values) => {
    const object: { [key: string]: unknown } = {}
    for (const [index, key] of keys.entries()) if (values[index] !== nothing) object[key] = values[index]
    return object
  })
}

const nothing = Symbol("nothing")
