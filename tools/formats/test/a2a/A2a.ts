/** A2A's own parser, made strict, as a judge, and messages as other programs write them. */
import { Message } from "@a2a-js/sdk"
import { Json } from "@org/messages-core"
import { A2a } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import { type Suite, unchanged } from "../suite.js"

const { json, object, oneOf, record, text } = HostileJson

const about = { mediaType: oneOf("image/png", "text/plain"), filename: oneOf("a.png"), metadata: object }

const part = fc.oneof(
  record({ text }, about),
  record({ raw: oneOf("", "aGk=", "iVBORw0KGgo=") }, about),
  record({ url: oneOf("https://e.com/a.png", "") }, about),
  record(
    { data: json },
    {
      metadata: fc.oneof(
        object,
        oneOf<object>(
          { kind: "messages.step-start" },
          { kind: "messages.error" },
          { kind: "messages.text" },
          { kind: "x" }
        )
      )
    }
  ),
  oneOf<object>(
    { data: { code: "E1", message: "no" }, metadata: { kind: "messages.error" } },
    { data: { text: "hi" }, metadata: { kind: "messages.text" } },
    { data: { callId: "c1", name: "search", input: {} }, metadata: { kind: "messages.tool-call" } }
  )
)

const message = record(
  {
    messageId: oneOf("m1", "m2"),
    role: oneOf("ROLE_USER", "ROLE_AGENT"),
    parts: fc.array(part, { minLength: 1, maxLength: 3 })
  },
  {
    contextId: oneOf("c1"),
    taskId: oneOf("t1"),
    metadata: object,
    extensions: oneOf(["https://e.com/x"]),
    referenceTaskIds: oneOf(["t0", "t1"])
  }
)

const documents = fc.array(message, { maxLength: 4 }).map((messages) => JSON.parse(JSON.stringify(messages)))

/** The suite of A2A's messages. */
export const suite: Suite = {
  definition: A2a.definition,
  documents,
  judge: (document) => {
    for (const message of document) {
      const parsed = Message.fromJSON(JSON.parse(JSON.stringify(message)))
      assert.notEqual(parsed.messageId, "", "a message without an id")
      assert.ok(parsed.role > 0, "a role that A2A does not know")
      assert.ok(parsed.parts.length > 0, "a message without parts")
      for (const { content } of parsed.parts) assert.ok(content !== undefined, "a part without content")
      unchanged(Message.toJSON(parsed), message)
    }
    assert.ok(document.every(Json.isObject))
  }
}
