/** MCP's own schemas and the rules of its sampling as a judge, and messages as other programs write them. */
import { PromptMessageSchema, SamplingMessageSchema } from "@modelcontextprotocol/sdk/types.js"
import { Json } from "@org/messages-core"
import { Mcp } from "@org/messages-formats"
import { HostileJson, Sorted } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"

const { object, oneOf, record, text } = HostileJson

/** Whether a schema of MCP takes a message and gives it back unchanged. */
const takes = (
  schema: typeof PromptMessageSchema | typeof SamplingMessageSchema,
  message: Json.JsonObject
): boolean => {
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(message)))
  return parsed.success && Sorted.isSame(parsed.data, message)
}

const idsOf = (
  message: Json.JsonObject | undefined,
  type: string,
  key: string
): ReadonlyArray<Json.Json | undefined> => {
  const content = message?.["content"]
  const blocks = Json.isArray(content) ? content : [content]
  return blocks.flatMap((block) => (Json.isObject(block) && block["type"] === type ? [block[key]] : []))
}

/** The rules of sampling: the message after calls has their results and nothing else. */
const rules = (document: ReadonlyArray<Json.JsonObject>): void => {
  for (const [index, message] of document.entries()) {
    const calls = idsOf(message, "tool_use", "id")
    const answers = idsOf(document[index + 1], "tool_result", "toolUseId")
    const results = idsOf(message, "tool_result", "toolUseId")
    assert.equal(new Set(calls).size, calls.length, "two calls with one id")
    if (calls.length > 0) {
      assert.equal(message["role"], "assistant")
      assert.deepEqual([...answers].sort(), [...calls].sort(), "calls without all results after them")
    }
    if (results.length === 0) continue
    assert.equal(message["role"], "user")
    const { content } = message
    assert.equal(results.length, Json.isArray(content) ? content.length : 1, "results beside other content")
    assert.deepEqual(
      [...results].sort(),
      [...idsOf(document[index - 1], "tool_use", "id")].sort(),
      "results of no calls"
    )
  }
}

const sometimes = {
  annotations: oneOf<object>({ audience: ["user"] }, { audience: ["assistant", "user"], priority: 0.5 }, {}),
  _meta: fc.oneof(object, oneOf<object>({ "e.com/x": 1 }))
}

const spoken = fc.oneof(
  record({ type: oneOf("text"), text }, sometimes),
  record({ type: oneOf("image"), data: oneOf("aGk=", ""), mimeType: oneOf("image/png", "x") }, sometimes),
  record({ type: oneOf("audio"), data: oneOf("aGk="), mimeType: oneOf("audio/wav") }, sometimes)
)

const block = fc.oneof(
  spoken,
  record(
    {
      type: oneOf("resource"),
      resource: oneOf<object>(
        { uri: "file:///a.txt", mimeType: "text/plain", text: "hi" },
        { uri: "file:///a%20b.txt", text: "" },
        { uri: "file:///%", text: "" },
        { uri: "e:1", blob: "aGk=", mimeType: "image/png" },
        { uri: "", blob: "", _meta: {} }
      )
    },
    sometimes
  ),
  record(
    { type: oneOf("resource_link"), name: oneOf("a", ""), uri: oneOf("e:1") },
    { ...sometimes, size: oneOf(7), description: text, mimeType: oneOf("text/plain") }
  )
)

const role = oneOf("user", "assistant")

const plain = fc.oneof(
  record({ role, content: block }),
  record({ role, content: fc.array(spoken, { maxLength: 3 }) }, { _meta: object })
)

const turn = fc
  .tuple(
    fc.array(record({ name: oneOf("search", "x.y"), input: object }, { _meta: object }), {
      minLength: 1,
      maxLength: 2
    }),
    fc.array(
      record(
        { content: fc.oneof(oneOf([{ type: "text", text: "ok" }]), fc.array(block, { maxLength: 2 })) },
        { isError: fc.boolean(), structuredContent: oneOf<object>({}, { a: 1 }) }
      ),
      { minLength: 2, maxLength: 2 }
    ),
    fc.boolean()
  )
  .map(([calls, results, reversed]) => (seed: number) => {
    const asked = calls.map((call, index) => ({ type: "tool_use", id: `call_${seed}_${index}`, ...call }))
    const answers = asked.map(({ id }, index) => ({ type: "tool_result", toolUseId: id, ...results[index] }))
    return [
      { role: "assistant", content: asked },
      { role: "user", content: reversed ? answers.reverse() : answers }
    ]
  })

const documents = fc
  .array(
    fc.oneof(
      plain.map((message) => () => [message]),
      turn
    ),
    { maxLength: 4 }
  )
  .map((makers) => JSON.parse(JSON.stringify(makers.flatMap((make, index): ReadonlyArray<unknown> => make(index)))))

/** The suite of MCP's messages. */
export const suite: Suite = {
  definition: Mcp.definition,
  documents,
  judge: (document) => {
    for (const message of document)
      assert.ok(
        takes(PromptMessageSchema, message) || takes(SamplingMessageSchema, message),
        `no message of MCP: ${JSON.stringify(message)}`
      )
    rules(document)
  }
}
