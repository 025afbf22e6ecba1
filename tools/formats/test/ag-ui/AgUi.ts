/** AG-UI's own schemas, made strict, as a judge, and messages as other programs write them. */
import { MessageSchema } from "@ag-ui/core/schemas"
import { Json } from "@org/messages-core"
import { AgUi } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import { type Suite, unchanged } from "../suite.js"

const { object, oneOf, record, text } = HostileJson

/** The schemas let any key pass, so these are the keys that the protocol names. */
const keys: { readonly [role: string]: ReadonlyArray<string> } = {
  system: ["content", "name", "encryptedValue"],
  developer: ["content", "name", "encryptedValue"],
  user: ["content", "name", "encryptedValue"],
  assistant: ["content", "name", "encryptedValue", "toolCalls"],
  tool: ["content", "toolCallId", "error", "encryptedValue"],
  reasoning: ["content", "encryptedValue"],
  activity: ["content", "activityType"]
}

const content = fc.oneof(
  record({ type: oneOf("text"), text }, { id: text, metadata: object }),
  record(
    {
      type: oneOf("image", "audio", "video", "document"),
      source: oneOf<object>(
        { type: "data", value: "aGk=", mimeType: "image/png" },
        { type: "data", value: "", mimeType: "" },
        { type: "url", value: "https://e.com/a.png" },
        { type: "url", value: "x", mimeType: "application/pdf" },
        { type: "file", value: "f1", provider: "openai" }
      )
    },
    { id: text }
  )
)

const call = record(
  {
    id: oneOf("c1", "c2", ""),
    type: oneOf("function"),
    function: record({ name: text, arguments: oneOf("{}", '{"q": 1}', "", "{") })
  },
  { encryptedValue: text, metadata: object }
)

const base = { metadata: object, subagentRunId: oneOf("r1") }

const contents = fc.oneof(text, fc.array(content, { maxLength: 3 }))

const message = fc.oneof(
  record({ id: text, role: oneOf("system", "developer"), content: text }, { ...base, name: text }),
  record({ id: text, role: oneOf("user"), content: contents }, { ...base, name: text, encryptedValue: text }),
  record(
    { id: text, role: oneOf("assistant") },
    { ...base, content: text, toolCalls: fc.array(call, { maxLength: 2 }), name: text }
  ),
  record({ id: text, role: oneOf("tool"), content: contents, toolCallId: oneOf("c1", "") }, { ...base, error: text }),
  record({ id: text, role: oneOf("reasoning"), content: text }, { ...base, encryptedValue: text }),
  record(
    {
      id: text,
      role: oneOf("activity"),
      activityType: oneOf("plan", "messages.step-start", "messages.error", "messages.unknown"),
      content: fc.oneof(object, oneOf<object>({ code: "a", message: "b" }, { native: 1 }))
    },
    base
  )
)

const documents = fc.array(message, { maxLength: 4 }).map((messages) => JSON.parse(JSON.stringify(messages)))

/** The suite of AG-UI's messages. */
export const suite: Suite = {
  definition: AgUi.definition,
  documents,
  judge: (document) => {
    const copy: unknown = JSON.parse(JSON.stringify(document))
    unchanged(MessageSchema.array().parse(copy), document)
    for (const message of document)
      for (const key of Object.keys(message))
        assert.ok(
          [...(keys[String(message["role"])] ?? []), "id", "role", "metadata", "subagentRunId"].includes(key),
          key
        )
    assert.ok(document.every(Json.isObject))
  }
}
