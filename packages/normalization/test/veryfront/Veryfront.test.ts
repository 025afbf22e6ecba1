import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import type { Json } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import { refOf } from "../natives.js"

const message = (native: Json.JsonObject) => Normalization.toMessage(refOf("veryfront", native), native)
const sample = (file: string) => message(Samples.messages("veryfront").find((one) => one.file === file)?.json ?? {})
const parts = (...parts: ReadonlyArray<Json.Json>) => message({ parts }).parts

describe("Veryfront", () => {
  it("says a message with all eleven kinds in canonical fields, and nothing is left over", () => {
    assert.deepStrictEqual(sample("msg-all-11-parts.json"), {
      version: 1,
      format: "veryfront",
      ref: refOf("veryfront", {
        conversation_id: "11111111-1111-4111-a111-111111111111",
        id: "33333333-3333-4333-a333-333333333333"
      }),
      id: "33333333-3333-4333-a333-333333333333",
      conversation: { id: "11111111-1111-4111-a111-111111111111" },
      parentId: "33333333-3333-4333-a333-333333333335",
      sequence: 2,
      role: "assistant",
      author: { id: "agent_support", name: "Support agent", kind: "agent" },
      status: "completed",
      parts: [
        { type: "text", text: "Real content" },
        {
          type: "file",
          mediaType: "image/png",
          fileId: "3c90c3cc-0d44-4b50-8888-8dd25736052a",
          url: "https://files.example.com/uploaded/3c90c3cc-0d44-4b50-8888-8dd25736052a"
        },
        {
          type: "file",
          mediaType: "application/pdf",
          fileId: "3c90c3cc-0d44-4b50-8888-8dd25736052a",
          filename: "brief.pdf",
          url: "https://files.example.com/api/uploads?id=3c90c3cc-0d44-4b50-8888-8dd25736052a"
        },
        {
          type: "tool-call",
          callId: "tool-1",
          name: "form_input",
          input: { title: "Continue?", n: null },
          state: "completed"
        },
        { type: "tool-result", callId: "tool-1", output: { approved: true }, isError: false },
        { type: "reasoning", text: "Thinking…", signature: "EqQBCkYIARgC" },
        { type: "citation", sourceId: "src-1", url: "https://example.com", title: "Example", quote: "lorem" },
        { type: "source", sourceId: "doc-1", mediaType: "text/markdown", title: "Design Doc", filename: "design.md" },
        { type: "step-start" },
        { type: "error", code: "PROVIDER_ERROR", message: "upstream failed" },
        { type: "data", name: "rollout", value: { approved: true } }
      ],
      createdAt: "2024-01-01T00:00:00Z",
      updatedAt: "2024-01-01T00:00:05.123Z",
      model: "anthropic/claude-sonnet-4-6",
      usage: { inputTokens: 812, outputTokens: 164 },
      cost: { amount: "0.0123", unit: "credits" },
      finishReason: "stop",
      metadata: { run_id: "run_child_1" }
    })
  })

  it("tells null, absent and present values of a result and of data apart", () => {
    const result = { type: "tool_result", tool_call_id: "c" }
    const data = { type: "data", name: "n" }
    assert.deepStrictEqual(parts(result, { ...result, output: null }, data, { ...data, value: null }), [
      { type: "tool-result", callId: "c" },
      { type: "tool-result", callId: "c", output: null },
      { type: "data", name: "n" },
      { type: "data", name: "n", value: null }
    ])
  })

  it("takes what first-party code sends beyond the contract", () => {
    assert.deepStrictEqual(
      parts(
        { type: "reasoning", redactedData: "x" },
        { type: "source_document", source_id: "s", media_type: "text/plain" },
        { type: "file", upload_id: "custom_blob-1", media_type: "application/pdf" }
      ),
      [
        { type: "reasoning", encrypted: "x" },
        { type: "source", sourceId: "s", mediaType: "text/plain" },
        { type: "file", mediaType: "application/pdf", fileId: "custom_blob-1" }
      ]
    )
  })

  it("leaves every null native", () => {
    const { residue, ...fields } = sample("msg-all-null.json")
    assert.isFalse(JSON.stringify(fields).includes("null"))
    assert.strictEqual(Object.keys(residue?.present ?? {}).length, 12)
  })

  it("takes a status, a cost and counts only where they are what they should be", () => {
    const odd = { parts: [], status: "stopped", cost_credits: "a few", token_usage: { input: -1, output: 2.5 } }
    const { residue, ...fields } = message(odd)
    assert.deepStrictEqual(residue, {
      present: { status: "stopped", cost_credits: "a few", token_usage: { input: -1, output: 2.5 } },
      absent: ["/conversation_id"]
    })
    assert.deepStrictEqual(Object.keys(fields), ["version", "format", "ref", "conversation", "role", "parts"])
  })

  it("does not read camelCase names", () => {
    const { residue } = message({
      parts: [],
      conversation_id: "other",
      parentId: "p",
      createdAt: "2024-01-01T00:00:00Z"
    })
    assert.deepStrictEqual(Object.keys(residue?.present ?? {}).sort(), ["createdAt", "parentId"])
  })

  it("keeps an element whole whose required fields are missing or of another type", () => {
    const natives = [
      { type: "text" },
      { type: "image" },
      { type: "tool_call", id: "c" },
      { type: "reasoning" },
      { type: "tool_result" },
      { type: "citation", source_id: 1 },
      { type: "error", code: "c" },
      { type: "data" },
      { type: "video" },
      7
    ]
    assert.deepStrictEqual(
      parts(...natives),
      natives.map((native) => ({ type: "unknown", native }))
    )
  })
})
