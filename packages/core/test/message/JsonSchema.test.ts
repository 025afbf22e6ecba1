/** The JSON Schema of the message: the file that is shipped, and what it says of messages. */
import { assert, describe, expect, it } from "@effect/vitest"
import { JsonSchema, Message } from "@org/messages-core"
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import * as prettier from "prettier"
import { full, least, wrong } from "./messages.js"

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
addFormats.default(ajv)
const validate = ajv.compile(JsonSchema.message())

/** Both judges; the Effect schema sees what JSON can carry. */
const judge = (value: unknown): { readonly effect: boolean; readonly ajv: boolean } => ({
  effect: Message.isMessage(value),
  ajv: validate(value)
})

const good = { effect: true, ajv: true }
const bad = { effect: false, ajv: false }

it("is the file that the package ships (`vitest -u` writes it)", async () => {
  const text = await prettier.format(JSON.stringify(JsonSchema.message()), { parser: "json", printWidth: 120 })
  await expect(text).toMatchFileSnapshot("../../message.schema.json")
})

it("says that it is draft 2020-12, and is a schema by its rules", () => {
  const schema = JsonSchema.message()
  assert.propertyVal(schema, "$schema", "https://json-schema.org/draft/2020-12/schema")
  assert.isTrue(ajv.validateSchema(schema))
})

it("describes refs by their grammar", () => {
  assert.nestedPropertyVal(
    JsonSchema.message(),
    "$defs.MessageRef.description",
    "Where a message is kept: factory:<sessionId>/<messageId>[?computerId=<computerId>], " +
      "mielto:<messageId>[?workspaceId=<workspaceId>], honcho:<workspaceId>/<sessionId>/<messageId>, " +
      "veryfront:<conversationId>/<messageId>"
  )
})

describe("a message", () => {
  it("with everything is one", () => assert.deepStrictEqual(judge(full), good))

  it("with as little as can be is one", () => assert.deepStrictEqual(judge(least), good))

  it("of a later version that has more keys is one", () => {
    assert.deepStrictEqual(judge({ ...least, reactions: ["+1"], parts: [{ type: "step-start", n: 1 }] }), good)
  })

  it.each(wrong)("that %s is none", (_, value) => assert.deepStrictEqual(judge(value), bad))
})

it("both judges find every generated message good, before and after it has travelled as JSON", () => {
  fc.assert(
    fc.property(Arbitrary.make(Message.Message), (message) => {
      assert.deepStrictEqual(judge(message), good)
      assert.deepStrictEqual(judge(JSON.parse(JSON.stringify(message))), good)
    }),
    { numRuns: 300 }
  )
})

it("has an id by which other schemas can name it", () =>
  assert.propertyVal(JsonSchema.message(), "$id", "urn:messages:schema:message:1"))

it("both judges agree on 5,000 messages with a value replaced or gone", () => {
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
    { numRuns: 5_000 }
  )
  assert.isAbove(seen.good, 500)
  assert.isAbove(seen.bad, 500)
})

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
