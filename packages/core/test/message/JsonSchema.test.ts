/** The JSON Schema of the message: the file that is shipped, and what it says of messages. */
import { assert, describe, expect, it } from "@effect/vitest"
import { JsonSchema, Message } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import * as prettier from "prettier"
import { ajv, checkAgreement, judge } from "./judges.js"
import { full, least, wrong } from "./messages.js"

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

  it("with only the required fields is one", () => assert.deepStrictEqual(judge(least), good))

  it("of a later version that has more keys is one", () => {
    assert.deepStrictEqual(judge({ ...least, reactions: ["+1"], parts: [{ type: "step-start", n: 1 }] }), good)
  })

  it.each(wrong)("that a message is invalid: %s", (_, value) => assert.deepStrictEqual(judge(value), bad))
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

it("both judges agree on 1,000 messages with a value replaced or gone", () => checkAgreement({ numRuns: 1_000 }))
