/** A compiled check and Effect's own agree on every kind of schema in the project, for values that match it and values that nearly do. */
import { assert, describe, it } from "@effect/vitest"
import { Conversation, Draft, Message, Problem, SchemaGuard } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"

const A = Schema.Struct({ type: Schema.Literal("a"), n: Schema.optionalWith(Schema.Number, { exact: true }) })
const B = Schema.Struct({ type: Schema.Literal("b"), value: Schema.Union(Schema.String, Schema.Null) })
const C = Schema.Struct({ type: Schema.Literal("c"), at: Schema.optional(Schema.Int) }).pipe(
  Schema.filter(({ at }) => at !== 3)
)

interface Tree {
  readonly children: ReadonlyArray<Tree>
}
const Tree: Schema.Schema<Tree> = Schema.Struct({ children: Schema.Array(Schema.suspend(() => Tree)) })

class Point extends Schema.Class<Point>("Point")({ x: Schema.Number }) {}

const strict = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct(fields).annotations({ parseOptions: { onExcessProperty: "error" } })

const schemas: ReadonlyArray<readonly [name: string, schema: Schema.Schema.AnyNoContext]> = [
  ["a literal", Schema.Literal("a", 1, null, true)],
  ["a boolean, a number or a text", Schema.Union(Schema.Boolean, Schema.Number, Schema.String)],
  ["anything", Schema.Unknown],
  ["a union with a key that tells its members apart", Schema.Union(A, B, C)],
  ["a union without one", Schema.Union(A, Schema.Struct({ n: Schema.Number }))],
  ["a union of which two have the same key", Schema.Union(A, B, Schema.Struct({ type: Schema.Literal("a") }))],
  ["a schema that contains itself", Tree],
  ["a record", Schema.Record({ key: Schema.String, value: Schema.Number })],
  [
    "a record with keys of a pattern, and a field",
    Schema.Struct({ id: Schema.String }, { key: Schema.TemplateLiteral("x-", Schema.String), value: Schema.Unknown })
  ],
  ["a list", Schema.Array(A)],
  ["a tuple", Schema.Tuple(Schema.String, Schema.optionalElement(Schema.Number))],
  ["a tuple with a rest", Schema.Tuple([Schema.String], Schema.Number, Schema.Boolean)],
  ["a strict object", strict({ id: Schema.String, deep: A })],
  ["a strict object in another", Schema.Struct({ type: Schema.Literal("s"), inner: strict({ a: Schema.Number }) })],
  ["a strict object with a record", strict({ id: Schema.String, more: Schema.Struct({ a: Schema.Number }) })],
  ["no fields", Schema.Struct({})],
  ["a transformation, of which its result counts", Schema.NumberFromString],
  ["a class", Point],
  ["an enumeration", Schema.Enums({ one: 1, two: "2" } as const)],
  ["a message", Message.Message],
  ["a conversation", Conversation.Conversation],
  ["a draft", Draft.Draft],
  ["a problem", Problem.Problem]
]

/** A value in which one place is replaced, gone or new. */
const nearly = (value: unknown, place: number, other: unknown, isGone: boolean): unknown => {
  let count = 0
  const visit = (value: unknown): unknown => {
    if (count++ === place) return other
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== "object" || value === null) return value
    const entries = Object.entries(value).flatMap(([key, child]) =>
      isGone && count++ === place ? [] : [[key, visit(child)] as const]
    )
    return Object.fromEntries(count++ === place ? [...entries, ["extra", other] as const] : entries)
  }
  return visit(value)
}

const other = fc.oneof(
  fc.constantFrom<unknown>("a", "b", "c", "s", "x-1", "", 0, 3, 1.5, null, undefined, true, Number.NaN),
  fc.constantFrom<unknown>(
    [],
    {},
    { type: "a" },
    { type: "b", value: null },
    { toString: null },
    { type: { toString: null } }
  ),
  fc.anything({ maxDepth: 2, withSparseArray: true })
)

describe("a compiled check", () => {
  for (const [name, schema] of schemas)
    it(`agrees with Effect's own: ${name}`, () => {
      const is = Schema.is(schema)
      // Effect converts what may tell members of a union apart to a string, which `{"toString": null}` makes throw.
      const expected = (value: unknown) => Either.try(() => is(value))
      const check = SchemaGuard.of(schema)
      fc.assert(
        fc.property(Arbitrary.make(schema), fc.nat(40), other, fc.boolean(), (value, place, other, isGone) => {
          for (const candidate of [value, other, nearly(value, place, other, isGone)])
            Either.map(expected(candidate), (isWithin) => assert.strictEqual(check(candidate), isWithin))
        }),
        { numRuns: 500 }
      )
    })

  it("refuses what is nested too deeply to be visited", () => {
    let value: unknown = { children: [] }
    for (let depth = 0; depth < 100_000; depth++) value = { children: [value] }
    assert.isFalse(SchemaGuard.of(Tree)(value))
  })

  it("refuses the holes of a sparse array", () =>
    assert.isFalse(SchemaGuard.of(Schema.Array(Schema.String))(new Array(2))))

  it("reads no key from the prototype", () =>
    assert.isFalse(SchemaGuard.of(Schema.Struct({ toString: Schema.Unknown }))({})))
})
