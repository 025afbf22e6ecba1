/** Generators of JSON values that are out to break something: hostile keys, shared values, pairs that overlap. */
import { Json } from "@org/messages-core"
import * as fc from "effect/FastCheck"

const hostile = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "a/b",
  "a~b",
  "~1",
  "~01",
  "/",
  "0",
  "1",
  "10",
  "-1",
  "a",
  "b"
]

export const key: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.fullUnicodeString({ maxLength: 3 }) }
)

const scalar: fc.Arbitrary<Json.Json> = fc.oneof(
  fc.constantFrom(null, true, false, 0, -0, 1, "", "a", 1e21, 5e-324, "\ud800"),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 3 })
)

/** An object whose keys are all its own, `__proto__` included, as `JSON.parse` makes it. */
export const object = (value: fc.Arbitrary<Json.Json>): fc.Arbitrary<Json.JsonObject> =>
  fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries))

const nested = (depth: number): fc.Arbitrary<Json.Json> =>
  depth === 0
    ? scalar
    : fc.oneof(
        { weight: 3, arbitrary: scalar },
        { weight: 3, arbitrary: object(nested(depth - 1)) },
        { weight: 1, arbitrary: fc.array(nested(depth - 1), { maxLength: 3 }) }
      )

export const json: fc.Arbitrary<Json.Json> = nested(3)

export const jsonObject: fc.Arbitrary<Json.JsonObject> = object(nested(2))

/** What is done to the keys of an object, one after the other, at every depth. */
interface Mutation {
  readonly turns: ReadonlyArray<"keep" | "drop" | "replace" | "enter">
  readonly extra: ReadonlyArray<readonly [string, Json.Json]>
  readonly value: Json.Json
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  turns: fc.array(fc.constantFrom("keep", "keep", "drop", "replace", "enter", "enter"), { minLength: 1, maxLength: 6 }),
  extra: fc.array(fc.tuple(key, nested(1)), { maxLength: 2 }),
  value: nested(1)
})

/** The kept values are the very same ones, so that a function which changes its input is found out. */
const mutate = (value: Json.JsonObject, { extra, turns, value: other }: Mutation): Json.JsonObject =>
  Object.fromEntries([
    ...Object.entries(value).flatMap(([key, child], index): ReadonlyArray<readonly [string, Json.Json]> => {
      switch (turns[index % turns.length]) {
        case "drop":
          return []
        case "replace":
          return [[key, other]]
        case "enter":
          return [
            [
              key,
              Json.isObject(child)
                ? mutate(child, { turns: turns.slice(1).concat("drop"), extra, value: other })
                : child
            ]
          ]
        default:
          return [[key, child]]
      }
    }),
    ...extra
  ])

/** Two objects: half of the time unrelated, half of the time one made from the other. */
export const pair: fc.Arbitrary<readonly [Json.JsonObject, Json.JsonObject]> = fc.oneof(
  fc.tuple(jsonObject, jsonObject),
  fc.tuple(jsonObject, mutation).map(([a, how]) => [a, mutate(a, how)] as const),
  fc.tuple(jsonObject, mutation).map(([b, how]) => [mutate(b, how), b] as const)
)

/** Elements of the first array and of another, kept, dropped, repeated, moved, and changed inside. */
const rearrange = (
  a: ReadonlyArray<Json.Json>,
  others: ReadonlyArray<Json.Json>,
  picks: ReadonlyArray<number>,
  how: Mutation
): ReadonlyArray<Json.Json> =>
  picks.map((pick, index) => {
    const element = [...a, ...others][pick] ?? null
    return Json.isObject(element) && how.turns[index % how.turns.length] === "enter" ? mutate(element, how) : element
  })

/** Two arrays, most of the time one made from the other. */
export const arrayPair: fc.Arbitrary<readonly [ReadonlyArray<Json.Json>, ReadonlyArray<Json.Json>]> = fc
  .tuple(
    fc.array(nested(2), { maxLength: 6 }),
    fc.array(nested(2), { maxLength: 6 }),
    fc.oneof(fc.constant([0, 1, 2, 3]), fc.array(fc.nat(11), { maxLength: 8 })),
    mutation
  )
  .map(([a, others, picks, how]) => [a, rearrange(a, others, picks, how)] as const)

/** The JSON text with sorted keys: what "equal" means for messages. Independent of the code under test. */
export const sorted = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(sorted).join()}]`
    : typeof value === "object" && value !== null
      ? `{${Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, child]) => `${JSON.stringify(key)}:${sorted(child)}`)
          .join()}}`
      : JSON.stringify(value)

export const freeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}
