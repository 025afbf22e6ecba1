/** LangChain's own classes as a judge, and stored messages as other programs write them. */
import { mapChatMessagesToStoredMessages, mapStoredMessagesToChatMessages } from "@langchain/core/messages"
import { Json } from "@org/messages-core"
import { LangChain } from "@org/messages-formats"
import { HostileJson, Sorted } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"

const { object, oneOf, record, text } = HostileJson

/** The messages as LangChain stores them again. It repeats the content of a model's blocks under another key, which is left out here. */
const stored = (document: unknown): ReadonlyArray<{ readonly data: { readonly [key: string]: unknown } }> => {
  const list: Array<Json.JsonObject> = JSON.parse(JSON.stringify(document))
  const read: Parameters<typeof mapStoredMessagesToChatMessages>[0] = JSON.parse(JSON.stringify(list))
  const again: Array<{ data: { [key: string]: unknown } }> = JSON.parse(
    JSON.stringify(mapChatMessagesToStoredMessages(mapStoredMessagesToChatMessages(read)))
  )
  return again.map((message) => {
    const { content_blocks, ...data } = message.data
    if (content_blocks !== undefined) Sorted.same(content_blocks, data["content"])
    return { ...message, data }
  })
}

/**
 * The value without the objects that LangChain wraps objects with the key `lc` in when it stores them, and removes when it loads them
 * (`load/validation` of `@langchain/core`).
 */
const unwrapped = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unwrapped)
  if (typeof value !== "object" || value === null) return value
  const [[key, child] = [], ...others] = Object.entries(value)
  if (key === "__lc_escaped__" && others.length === 0) return child
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unwrapped(child)]))
}

/** Rules of the types that the classes do not check. */
const rules = (document: ReadonlyArray<Json.JsonObject>): void => {
  for (const { data } of document) {
    assert.ok(Json.isObject(data))
    const { content } = data
    assert.ok(typeof content === "string" || Json.isArray(content), "content")
    for (const block of Json.isArray(content) ? content : [])
      assert.ok(Json.isObject(block) && typeof block["type"] === "string", "a block without a type")
    const calls = data["tool_calls"] ?? []
    assert.ok(Json.isArray(calls))
    for (const call of calls)
      assert.ok(Json.isObject(call) && typeof call["name"] === "string" && Json.isObject(call["args"]), "a call")
  }
}

const always = {
  additional_kwargs: oneOf<object>({}, { a: 1 }),
  response_metadata: oneOf<object>({}, { model_name: "m", finish_reason: "stop" }, { output_version: "v1" })
}

const block = fc.oneof(
  record(
    { type: oneOf("text"), text },
    { annotations: oneOf<ReadonlyArray<object>>([], [{ type: "citation", url: "u" }]), id: text }
  ),
  record({ type: oneOf("reasoning"), reasoning: text }, { signature: text, extras: object }),
  oneOf<object>(
    { type: "image", url: "https://e.com/a.png" },
    { type: "image", data: "aGk=", mimeType: "image/png" },
    { type: "image_url", image_url: { url: "u" } },
    { type: "file", fileId: "f1", metadata: { filename: "a" } },
    { type: "refusal", refusal: "no" },
    { type: "non_standard", value: { a: 1 } },
    { type: "server_tool_call", id: "s1", name: "n", args: {} }
  )
)

const call = record({ name: text, args: oneOf<object>({}, { q: 1 }), id: oneOf("c1", "c2"), type: oneOf("tool_call") })

const content = fc.oneof(text, fc.array(block, { maxLength: 3 }))

const message = fc.oneof(
  record({ type: oneOf("human", "system"), data: record({ content, ...always }, { name: text, id: text }) }),
  record({
    type: oneOf("generic"),
    data: record({ content, role: oneOf("developer", "critic"), ...always }, { id: text })
  }),
  record({ type: oneOf("function"), data: record({ content, name: text, ...always }) }),
  fc
    .tuple(
      content,
      fc.array(call, { maxLength: 2 }),
      record(
        {
          id: text,
          usage_metadata: oneOf<object>({ input_tokens: 1, output_tokens: 2, total_tokens: 3 }, { input_tokens: 1 })
        },
        always
      ),
      fc.boolean()
    )
    .map(([content, calls, more, within]) => ({
      type: "ai",
      data: {
        ...always,
        additional_kwargs: {},
        response_metadata: within ? { output_version: "v1" } : {},
        ...more,
        content: within && Array.isArray(content) ? [...content, ...calls] : content,
        tool_calls: calls,
        invalid_tool_calls: []
      }
    })),
  record({
    type: oneOf("tool"),
    data: record(
      { content, tool_call_id: oneOf("c1", ""), ...always },
      { name: text, status: oneOf("success", "error"), artifact: oneOf<unknown>({ a: 1 }, "x", null) }
    )
  })
)

const documents = fc.array(message, { maxLength: 4 }).map((messages) => JSON.parse(JSON.stringify(messages)))

/** The suite of LangChain's stored messages. */
export const suite: Suite = {
  definition: LangChain.definition,
  documents,
  judge: (document) => {
    rules(document)
    const again = stored(document)
    for (const [index, { data }] of document.entries()) {
      const slot = Json.isObject(data) && Json.isObject(data["additional_kwargs"]) && data["additional_kwargs"]
      if (slot !== false) Sorted.same(again[index]?.data["additional_kwargs"], slot, "what is in the slot")
    }
    Sorted.same(unwrapped(again), document)
  }
}
