import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import { type Json, MessageRef } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Either from "effect/Either"
import { refOf } from "../natives.js"

const minimal = { conversation_id: "conv", content: "hi" }
const message = (native: Json.JsonObject) => Normalization.toMessage(refOf("mielto", native), native)
const sample = (file: string) => message(Samples.messages("mielto").find((one) => one.file === file)?.json ?? {})
const call = (arguments_: string) => ({ id: "c", type: "function", function: { name: "f", arguments: arguments_ } })
const calls = (...tool_calls: ReadonlyArray<Json.Json>) => message({ ...minimal, tool_calls }).parts.slice(1)

describe("Mielto", () => {
  it("says a whole message in canonical fields", () => {
    const { residue, ...fields } = sample("msg-full.json")
    assert.deepStrictEqual(fields, {
      version: 1,
      format: "mielto",
      ref: refOf("mielto", { id: "msg_full" }),
      id: "msg_full",
      conversation: { id: "conv_01234567890abcdef", workspaceId: "wsp_123456789" },
      parentId: "msg_123456789",
      role: "assistant",
      parts: [{ type: "text", text: "Hello, how are you?" }],
      createdAt: "2024-01-16T10:00:00Z",
      updatedAt: "2024-01-16T12:30:00Z",
      sentAt: "2024-01-16T09:59:58.120000Z",
      tags: ["onboarding", "priority:high"],
      metadata: { category: "planning", priority: "high" }
    })
    assert.deepStrictEqual(Object.keys(residue?.present ?? {}), [
      "sender_id",
      "tool_calls",
      "message_type",
      "checksum",
      "attachments",
      "owner_id"
    ])
  })

  it("takes the conversation from the message and never from the ref", () => {
    const { ref } = Either.getOrThrow(MessageRef.parse("mielto:m?workspaceId=asked"))
    assert.deepStrictEqual(Normalization.toMessage(ref, minimal).conversation, { id: "conv" })
  })

  it("puts the content first, then tool calls, then attachments", () => {
    const native = { ...minimal, attachments: [{ mimetype: "text/csv", file_id: "f" }], tool_calls: [call("{}")] }
    assert.deepStrictEqual(message(native).parts, [
      { type: "text", text: "hi" },
      { type: "tool-call", callId: "c", name: "f", input: {} },
      { type: "file", mediaType: "text/csv", fileId: "f" }
    ])
  })

  it("has exactly one part for an empty content", () => {
    assert.deepStrictEqual(message({ ...minimal, content: "" }).parts, [{ type: "text", text: "" }])
  })

  it("keeps a content that is no text, and the elements of lists that it cannot read, with their place", () => {
    const native = { ...minimal, content: ["a"], tool_calls: [{ name: "f" }], attachments: ["file_1"] }
    assert.deepStrictEqual(message(native).parts, [
      { type: "unknown", native: ["a"], at: "/content" },
      { type: "unknown", native: { name: "f" }, at: "/tool_calls" },
      { type: "unknown", native: "file_1", at: "/attachments" }
    ])
  })

  it("reads a call's arguments, and keeps another spelling of the same JSON", () => {
    assert.deepStrictEqual(calls(call('{ "a": 1 }')), [
      {
        type: "tool-call",
        callId: "c",
        name: "f",
        input: { a: 1 },
        residue: { present: { function: { arguments: '{ "a": 1 }' } } }
      }
    ])
  })

  it("keeps arguments as text that are no JSON, or that no message may hold", () => {
    for (const text of [
      "",
      "{",
      "1e400",
      '{"chat":-1001234567890123456789}',
      "[".repeat(100_000) + "]".repeat(100_000)
    ]) {
      assert.deepStrictEqual(calls(call(text)), [{ type: "tool-call", callId: "c", name: "f", inputText: text }])
    }
  })

  it("reads arguments that are megabytes long, whatever they hold", () => {
    const long = { a: "x".repeat(4_000_000), escaped: '\\\n"'.repeat(500_000), number: 0.1 }
    assert.deepStrictEqual(calls(call(JSON.stringify(long))), [
      { type: "tool-call", callId: "c", name: "f", input: long }
    ])
    const digits = `{"a":"${"x".repeat(4_000_000)} 12345678901234567890","n":12345678901234567890}`
    assert.propertyVal(calls(call(digits))[0], "inputText", digits)
    const inText = '{"a":"12345678901234567890","b":1234567890.1234567,"c":100000000000000000000}'
    assert.deepInclude(calls(call(inText))[0], {
      input: { a: "12345678901234567890", b: 1234567890.1234567, c: 100000000000000000000 }
    })
  })

  it("does not parse arguments that have more values than a message may have, in one call or in all together", () => {
    const many = `[${"{},".repeat(400_000)}{}]`
    assert.deepStrictEqual(calls(call(many)), [{ type: "tool-call", callId: "c", name: "f", inputText: many }])
    const some = `[${"{},".repeat(60_000)}{}]`
    const read = calls(...Array.from({ length: 9 }, () => call(some)))
    assert.deepStrictEqual(
      read.map((part) => "input" in part),
      [true, true, true, true, true, true, false, false, false]
    )
    const broken = `[${"{},".repeat(21_000)}`
    const after = calls(...Array.from({ length: 14 }, () => call(broken)), call("{}"))
    assert.propertyVal(after.at(-1), "inputText", "{}")
    assert.propertyVal(calls(call(broken), call("{}")).at(-1), "type", "tool-call")
    assert.deepStrictEqual(calls(call(broken), call("{}")).at(-1), {
      type: "tool-call",
      callId: "c",
      name: "f",
      input: {}
    })
  })

  it("maps an attachment by its upload keys, and keeps the rest of it", () => {
    assert.deepStrictEqual(sample("msg-attachments.json").parts[1], {
      type: "file",
      mediaType: "application/pdf",
      url: "https://files.example.test/brief.pdf",
      fileId: "file_1",
      filename: "brief.pdf",
      residue: { present: { size: 1234, checksum: "abc" } }
    })
  })

  it("tells an empty, a null and a missing list apart by residue", () => {
    assert.deepStrictEqual(message({ ...minimal, tool_calls: [] }).residue, { present: { tool_calls: [] } })
    assert.deepStrictEqual(message({ ...minimal, tool_calls: null }).residue, { present: { tool_calls: null } })
    assert.isUndefined(message(minimal).residue)
  })

  it("gives a time without a zone no meaning", () => {
    const native = { ...minimal, created_at: "2025-06-10T10:28:11.640000", sent_at: "2025-06-10T12:28:11.64+02:00" }
    assert.isUndefined(message(native).createdAt)
    assert.strictEqual(message(native).sentAt, "2025-06-10T10:28:11.64Z")
    assert.deepStrictEqual(message(native).residue, {
      present: { created_at: native.created_at, sent_at: native.sent_at }
    })
  })

  it("gives times as Python prints them in any zone back as they were", () => {
    for (const [text, expected] of [
      ["2025-06-10 12:28:06.658000+02:00", "2025-06-10T10:28:06.658000Z"],
      ["2025-06-10 12:28:06+00:00", "2025-06-10T12:28:06Z"],
      ["2025-06-10 12:28:06.5Z", "2025-06-10T12:28:06.5Z"]
    ] as const) {
      const native = { ...minimal, created_at: text, sent_at: text }
      const read = message(native)
      assert.strictEqual(read.createdAt, expected)
      assert.deepStrictEqual(read.residue, { present: { created_at: text, sent_at: text } })
      assert.deepStrictEqual(Normalization.fromMessage(read), native)
    }
  })

  it("takes tags only if all are texts", () => {
    assert.deepStrictEqual(message({ ...minimal, tags: ["a", 1] }).residue, { present: { tags: ["a", 1] } })
  })
})
