/** The schema that ACP's package ships as a judge, and notifications as agents write them. */
import { Json } from "@org/messages-core"
import { Acp } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Suite } from "../suite.js"

const { json, object, oneOf, record, text } = HostileJson

const schema: object = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("@agentclientprotocol/sdk/schema/v1/schema.json"), "utf8")
)

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile({
  ...schema,
  $id: "acp",
  $ref: "#/$defs/SessionNotification",
  anyOf: undefined
})

/** The keys of the updates that an export writes: the schema lets any key pass. */
const keys: { readonly [update: string]: ReadonlyArray<string> } = {
  user_message_chunk: ["content", "messageId"],
  agent_message_chunk: ["content", "messageId"],
  agent_thought_chunk: ["content", "messageId"],
  tool_call: ["toolCallId", "title", "name", "kind", "status", "content", "locations", "rawInput", "rawOutput"],
  tool_call_update: ["toolCallId", "title", "name", "kind", "status", "content", "locations", "rawInput", "rawOutput"],
  plan: ["entries"],
  current_mode_update: ["currentModeId"]
}

const annotations = { annotations: oneOf<object | null>({ audience: ["user"] }, { audience: null, priority: 1 }, null) }

const block = fc.oneof(
  record({ type: oneOf("text"), text }, annotations),
  record({ type: oneOf("image"), data: oneOf("aGk="), mimeType: oneOf("image/png") }, { uri: oneOf("e:1", null) }),
  record({ type: oneOf("audio"), data: oneOf("aGk="), mimeType: oneOf("audio/wav") }, annotations),
  record({
    type: oneOf("resource"),
    resource: oneOf<object>({ uri: "file:///a.txt", text: "hi" }, { uri: "e:1", blob: "aGk=", mimeType: null })
  }),
  record({ type: oneOf("resource_link"), name: oneOf("a"), uri: oneOf("e:1") }, { size: oneOf(7, null), title: text })
)

const messageId = { messageId: oneOf("m1", "m2", null), _meta: object }

const status = { status: oneOf("pending", "in_progress", "completed", "failed") }

const update = fc.oneof(
  record(
    { sessionUpdate: oneOf("user_message_chunk", "agent_message_chunk", "agent_thought_chunk"), content: block },
    messageId
  ),
  record(
    { sessionUpdate: oneOf("tool_call"), toolCallId: oneOf("c1", ""), title: text },
    { ...status, name: oneOf("search", null), kind: oneOf("read", "other"), rawInput: json, rawOutput: json }
  ),
  record(
    { sessionUpdate: oneOf("tool_call_update"), toolCallId: oneOf("c1", "") },
    {
      ...status,
      title: text,
      rawOutput: json,
      rawInput: json,
      content: fc.array(
        fc.oneof(
          record({ type: oneOf("content"), content: block }),
          oneOf<object>({ type: "diff", path: "/a", newText: "x" }, { type: "terminal", terminalId: "t" })
        ),
        { maxLength: 2 }
      )
    }
  ),
  oneOf<object>({ sessionUpdate: "plan", entries: [] }, { sessionUpdate: "current_mode_update", currentModeId: "ask" })
)

const notification = record({ sessionId: oneOf("s1", ""), update }, { _meta: object })

const documents = fc.array(notification, { maxLength: 4 }).map((updates) => JSON.parse(JSON.stringify(updates)))

/** The suite of ACP's notifications. */
export const suite: Suite = {
  definition: Acp.definition,
  documents,
  judge: (document) => {
    for (const notification of document) {
      assert.ok(validate(notification), JSON.stringify(validate.errors?.at(-1)))
      const { update } = notification
      for (const key of Object.keys(notification)) assert.ok(["sessionId", "update", "_meta"].includes(key), key)
      for (const key of Object.keys(Json.isObject(update) ? update : {})) {
        const kind = Json.isObject(update) ? String(update["sessionUpdate"]) : ""
        assert.ok([...(keys[kind] ?? []), "sessionUpdate", "_meta"].includes(key), key)
      }
    }
  }
}
