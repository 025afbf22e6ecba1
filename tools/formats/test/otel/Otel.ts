/** The schemas of `semantic-conventions` 1.41.1 of OpenTelemetry, written out in a few lines and strict: a known type must have what it requires. */
import { Json } from "@org/messages-core"
import { Otel } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"
import { published } from "./schemas.js"

const { json, oneOf, record, text } = HostileJson

type Rule = (value: Json.Json | undefined) => boolean

const isText: Rule = (value) => typeof value === "string"
const isAny: Rule = (value) => value !== undefined
const maybeText: Rule = (value) => value === undefined || value === null || isText(value)

const file = { mime_type: maybeText, modality: isText }

const parts: { readonly [type: string]: { readonly [key: string]: Rule } } = {
  text: { content: isText },
  reasoning: { content: isText },
  tool_call: { id: maybeText, name: isText },
  tool_call_response: { id: maybeText, response: isAny },
  server_tool_call: { id: maybeText, name: isText, server_tool_call: Json.isObject },
  server_tool_call_response: { id: maybeText, server_tool_call_response: Json.isObject },
  blob: { ...file, content: isText },
  uri: { ...file, uri: isText },
  file: { ...file, file_id: isText }
}

/** Throws unless the messages are within the conventions; those of an assistant must be within the ones for outputs. */
const judge = (document: ReadonlyArray<Json.JsonObject>): void => {
  for (const message of document) {
    assert.ok(isText(message["role"]), "role")
    assert.ok(maybeText(message["name"]), "name")
    if (message["role"] === "assistant") assert.ok(isText(message["finish_reason"]), "finish_reason")
    const list = message["parts"]
    assert.ok(Json.isArray(list), "parts")
    for (const part of list) {
      assert.ok(Json.isObject(part) && isText(part["type"]), "type")
      const type = String(part["type"])
      for (const [key, rule] of Object.entries(Object.hasOwn(parts, type) ? (parts[type] ?? {}) : {}))
        assert.ok(rule(Json.own(part, key)), `${type}.${key}`)
    }
  }
}

const modality = { modality: oneOf("image", "document"), mime_type: oneOf("image/png", null) }

const part = fc.oneof(
  record({ type: oneOf("text", "reasoning"), content: text }, { extra: json }),
  record({ type: oneOf("tool_call"), name: text }, { id: oneOf("c1", null), arguments: json }),
  record({ type: oneOf("tool_call_response"), response: json }, { id: oneOf("c1", null) }),
  record(
    { type: oneOf("server_tool_call"), name: text, server_tool_call: record({ type: oneOf("code") }) },
    { id: oneOf("c1") }
  ),
  record({ type: oneOf("blob"), content: text, ...modality }),
  record({ type: oneOf("uri"), uri: text, ...modality }),
  record({ type: oneOf("file"), file_id: text, ...modality }),
  record(
    { type: oneOf("messages.text", "messages.error", "messages.unknown", "compaction") },
    { text, native: json, code: text, message: text }
  )
)

const documents = fc
  .array(
    record(
      {
        role: oneOf("user", "assistant", "system", "tool", "participant", "odd"),
        parts: fc.array(part, { maxLength: 3 }),
        finish_reason: oneOf("stop")
      },
      { name: oneOf("n", null), extra: json, "messages/residue": oneOf<unknown>(5, { of: "zz" }) }
    ),
    { maxLength: 4 }
  )
  .map((messages) => JSON.parse(JSON.stringify(messages)))

/** The suite of OpenTelemetry's messages. */
export const suite: Suite = {
  definition: Otel.definition,
  documents,
  judge: (document) => {
    judge(document)
    published?.(document)
  }
}
