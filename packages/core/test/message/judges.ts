/** Two judges of what a message is: the Effect schema, and its JSON Schema read by Ajv. */
import { assert } from "@effect/vitest"
import { JsonSchema, Message } from "@org/messages-core"
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import * as fc from "effect/FastCheck"
import { full } from "./messages.js"

/** Ajv in its strict mode, so that the schema has no keyword without effect. */
export const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
addFormats.default(ajv)
const validate = ajv.compile(JsonSchema.message())

/** Both judges; the Effect schema sees what JSON can carry. */
export const judge = (value: unknown): { readonly effect: boolean; readonly ajv: boolean } => ({
  effect: Message.isMessage(value),
  ajv: validate(value)
})

/** Fails unless both judges agree on messages with a value replaced or gone, a tenth of them good and a tenth bad. */
export const checkAgreement = (runs: { readonly numRuns: number; readonly seed?: number }): void => {
  const places = walk(full, [])
  const values = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1, 0.5, "", "x", "1", "user", "text", [], {}, [null], { id: "x" }),
    fc.constantFrom("2024-01-15T10:30:00Z", "2024-01-15T10:30:00+00:00", "factory:a/b", "mielto:m", "honcho:a", "1.5"),
    fc.constantFrom<unknown>({ type: "text", text: "x" }, { type: "step-start" }, { type: "text" }, { present: {} }),
    fc.jsonValue({ maxDepth: 1 })
  )
  const seen = { good: 0, bad: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.option(values, { nil: undefined }), (place, value) => {
      // JSON leaves out a key whose value is undefined.
      const mutated: unknown = JSON.parse(JSON.stringify(set(full, place, value)))
      const { ajv, effect } = judge(mutated)
      assert.strictEqual(ajv, effect)
      seen[effect ? "good" : "bad"]++
    }),
    runs
  )
  assert.isAbove(seen.good, runs.numRuns / 10)
  assert.isAbove(seen.bad, runs.numRuns / 10)
}

type Place = ReadonlyArray<string>

const walk = (value: unknown, place: Place): ReadonlyArray<Place> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [[...place, key], ...walk(child, [...place, key])])
    : []

const set = (value: unknown, [key, ...rest]: Place, to: unknown): unknown => {
  if (key === undefined) return to
  if (Array.isArray(value))
    return value.map((child: unknown, index) => (String(index) === key ? set(child, rest, to) : child))
  if (typeof value !== "object" || value === null) return value
  return { ...value, [key]: set(Object.entries(value).find(([name]) => name === key)?.[1], rest, to) }
}
