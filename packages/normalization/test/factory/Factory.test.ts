import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import type { Json, Part } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import { canonicalText, refOf } from "../natives.js"

const message = (native: Json.JsonObject) => Normalization.toMessage(refOf("factory", native), native)
const sample = (file: string) => message(Samples.messages("factory").find((one) => one.file === file)?.json ?? {})
const parts = (...content: ReadonlyArray<Json.Json>): ReadonlyArray<Part.Part> => message({ id: "m", content }).parts

describe("Factory", () => {
  it("says a whole message in canonical fields", () => {
    assert.deepStrictEqual(sample("msg-assistant-thinking-text-tool-use.json"), {
      version: 1,
      format: "factory",
      ref: refOf("factory", { id: "8a0d5f8e-2a5b-4a4e-8f0a-0d6cb4a1d0aa" }),
      id: "8a0d5f8e-2a5b-4a4e-8f0a-0d6cb4a1d0aa",
      conversation: { id: "session" },
      parentId: "3f0c9a52-6d0e-4e0c-9a53-4a4de2a6b7f1",
      role: "assistant",
      parts: [
        {
          type: "reasoning",
          text: "I should list the files first.",
          signedBy: "generic-chat-completion-api",
          durationMs: 1200,
          residue: { present: { signature: "reasoning_content" } }
        },
        { type: "text", text: "I'll list the files." },
        { type: "tool-call", callId: "LS_0", name: "LS", input: { directory_path: "/workspace/project" } }
      ],
      createdAt: "2026-06-02T18:55:35.000Z",
      updatedAt: "2026-06-02T18:55:35.000Z",
      residue: { present: { chatCompletionReasoningField: "reasoning_content" } }
    })
  })

  it("maps texts, thinking and redacted thinking", () => {
    assert.deepStrictEqual(
      parts(
        { type: "text", text: "", id: "b" },
        { type: "thinking", thinking: "", signature: "" },
        { type: "redacted_thinking", data: "EmwK" }
      ),
      [
        { type: "text", text: "", id: "b" },
        { type: "reasoning", text: "", signature: "" },
        { type: "reasoning", encrypted: "EmwK" }
      ]
    )
  })

  it("maps images and documents, with a text's real media type from mime", () => {
    assert.deepStrictEqual(
      parts(
        { type: "image", source: { type: "base64", mediaType: "image/png", data: "AA==" } },
        {
          type: "document",
          source: { type: "base64", mediaType: "application/pdf", data: "AA==", name: "n", path: "/n", parsedData: "p" }
        },
        { type: "document", source: { type: "text", mediaType: "text/plain", data: "a=1", mime: "text/x-ini" } }
      ),
      [
        { type: "file", mediaType: "image/png", data: "AA==" },
        { type: "file", mediaType: "application/pdf", data: "AA==", filename: "n", path: "/n", extractedText: "p" },
        { type: "file", mediaType: "text/x-ini", text: "a=1" }
      ]
    )
  })

  it("keeps in residue that an image came as a document", () => {
    const source = { type: "base64", mediaType: "image/png", data: "AA==" }
    assert.deepStrictEqual(parts({ type: "document", source }), [
      { type: "file", mediaType: "image/png", data: "AA==", residue: { present: { type: "document" } } }
    ])
  })

  it("takes bytes for base64 only where the source says so", () => {
    const [part] = parts({ type: "image", source: { type: "hex", mediaType: "image/png", data: "ff" } })
    assert.deepStrictEqual(part, {
      type: "unknown",
      native: { type: "image", source: { type: "hex", mediaType: "image/png", data: "ff" } }
    })
  })

  it("tells a tool result's text, its parts, and the lack of both apart", () => {
    const result = { type: "tool_result", toolUseId: "c" }
    assert.deepStrictEqual(parts({ ...result, content: "" }, { ...result, content: [] }, result), [
      { type: "tool-result", callId: "c", output: "" },
      { type: "tool-result", callId: "c", content: [] },
      { type: "tool-result", callId: "c" }
    ])
  })

  it("maps the content of a tool result, and keeps what does not belong there native", () => {
    const [part] = parts({
      type: "tool_result",
      toolUseId: "c",
      isError: true,
      id: "r",
      content: [
        { type: "text", text: "t", extra: 1 },
        { type: "thinking", thinking: "x", signature: "" }
      ]
    })
    assert.deepStrictEqual(part, {
      type: "tool-result",
      callId: "c",
      content: [
        { type: "text", text: "t", residue: { present: { extra: 1 } } },
        { type: "unknown", native: { type: "thinking", thinking: "x", signature: "" } }
      ],
      isError: true,
      id: "r"
    })
  })

  it("keeps an element whole whose required fields are missing or of another type", () => {
    const natives = [
      null,
      "text",
      { type: "text" },
      { type: "text", text: 1 },
      { type: "image", source: "x" },
      { type: "thinking", signature: "s" },
      { type: "redacted_thinking" },
      { type: "tool_use", id: "c" },
      { type: "tool_result", content: "x" },
      { type: "hologram", text: "x" }
    ]
    assert.deepStrictEqual(
      parts(...natives),
      natives.map((native) => ({ type: "unknown", native }))
    )
  })

  describe("reasoning of a chat completion", () => {
    const thinking = { type: "thinking", thinking: "thought", signature: "reasoning_content" }

    it("is one part when the message repeats it", () => {
      const native = {
        content: [thinking],
        chatCompletionReasoningField: "reasoning_content",
        chatCompletionReasoningContent: "thought"
      }
      assert.strictEqual(message(native).parts.length, 1)
      assert.deepStrictEqual(message(native).residue, {
        present: { chatCompletionReasoningField: "reasoning_content" }
      })
    })

    it("becomes a first part when no part contains it", () => {
      const { parts, residue } = sample("msg-assistant-chat-completion-reasoning-only.json")
      assert.deepStrictEqual(parts, [
        { type: "reasoning", text: "only thought", at: "/chatCompletionReasoningContent" }
      ])
      assert.deepStrictEqual(residue, { present: { chatCompletionReasoningField: "reasoning" } })
    })

    it("is kept beside a thinking block that says something else", () => {
      const native = { content: [thinking], chatCompletionReasoningContent: "another" }
      assert.deepStrictEqual(message(native).parts[0], {
        type: "reasoning",
        text: "another",
        at: "/chatCompletionReasoningContent"
      })
      assert.isUndefined(message(native).residue)
    })

    it("is one part when a later thinking block or a signed one is repeated, and is in no residue", () => {
      const first = { type: "thinking", thinking: "first", signature: "reasoning" }
      const signed = { type: "thinking", thinking: "thought", signature: "c2ln" }
      for (const content of [
        [first, thinking],
        [first, signed],
        [first, signed, thinking]
      ]) {
        const native = { content, chatCompletionReasoningContent: "thought" }
        assert.deepStrictEqual(
          message(native).parts.map(({ type, at }) => [type, at]),
          content.map(({ type }, index) => [
            type === "thinking" ? "reasoning" : type,
            index === 1 ? "/content/1" : undefined
          ])
        )
        assert.isUndefined(message(native).residue)
        assert.strictEqual(canonicalText(Normalization.fromMessage(message(native))), canonicalText(native))
      }
    })

    it("is one part when the only block that repeats it is signed", () => {
      const native = {
        content: [{ type: "thinking", thinking: "thought", signature: "c2ln" }],
        chatCompletionReasoningContent: "thought"
      }
      assert.deepStrictEqual(message(native).parts, [
        { type: "reasoning", text: "thought", signature: "c2ln", at: "/content/0" }
      ])
      assert.isUndefined(message(native).residue)
    })

    it("is edited in both places at once, also where another block comes before", () => {
      const first = { type: "thinking", thinking: "first", signature: "" }
      const second = { type: "thinking", thinking: "thought", signature: "" }
      const read = message({ content: [first, second], chatCompletionReasoningContent: "thought" })
      const parts = read.parts.map((part) => (part.at === undefined ? part : { ...part, text: "edited" }))
      assert.deepStrictEqual<unknown>(
        Normalization.fromMessage({ ...read, parts: [{ type: "text", text: "new" }, ...parts] }),
        {
          content: [{ type: "text", text: "new" }, first, { ...second, thinking: "edited" }],
          chatCompletionReasoningContent: "edited"
        }
      )
    })

    it("is marked absent when only the thinking block has it", () => {
      assert.deepStrictEqual(message({ content: [thinking] }).residue, {
        absent: ["/chatCompletionReasoningContent"]
      })
    })
  })

  describe("Gemini's signature beside the content", () => {
    const call = { type: "tool_use", id: "c1", name: "LS", input: {} }
    const part = { type: "tool-call", callId: "c1", name: "LS", input: {} } as const
    const signed = (...content: ReadonlyArray<Json.Json>) => message({ content, geminiThoughtSignature: "sig" })

    it("is the signature of the only call, and comes back where it was", () => {
      const native = { content: [{ type: "text", text: "hi" }, call], geminiThoughtSignature: "sig" }
      assert.deepStrictEqual(message(native).parts, [
        { type: "text", text: "hi" },
        { ...part, signature: "sig", at: "/geminiThoughtSignature" }
      ])
      assert.isUndefined(message(native).residue)
      assert.strictEqual(canonicalText(Normalization.fromMessage(message(native))), canonicalText(native))
    })

    it("stays native if there is no call, more than one, or a call that already has a signature", () => {
      for (const content of [[], [call, { ...call, id: "c2" }], [{ ...call, thoughtSignature: "own" }]]) {
        const { parts, residue } = signed(...content)
        assert.deepStrictEqual(residue, { present: { geminiThoughtSignature: "sig" } })
        assert.isTrue(parts.every(({ at }) => at === undefined))
      }
    })

    it("can be edited, and moves into the call when it is no longer the only one", () => {
      const { parts, ...rest } = signed(call)
      const edited = parts.map((part) => ({ ...part, signature: "new" }))
      assert.deepStrictEqual(Normalization.fromMessage({ ...rest, parts: edited }), {
        content: [call],
        geminiThoughtSignature: "new"
      })
      const second = { type: "tool-call", callId: "c2", name: "LS", input: {} } as const
      assert.deepStrictEqual<unknown>(Normalization.fromMessage({ ...rest, parts: [...parts, second] }), {
        content: [
          { ...call, thoughtSignature: "sig" },
          { ...call, id: "c2" }
        ]
      })
    })

    it("is written into the call for a message of another format", () => {
      const { parts } = signed(call)
      assert.deepStrictEqual(Normalization.fromMessage({ version: 1, role: "assistant", parts }, "factory"), {
        role: "assistant",
        content: [{ ...call, thoughtSignature: "sig" }]
      })
    })
  })

  it("maps who may see a message, and leaves unlisted values native", () => {
    const visibility = (native: string) => message({ content: [], visibility: native })
    assert.strictEqual(visibility("both").visibility, "everyone")
    assert.strictEqual(visibility("llm_only").visibility, "model")
    assert.strictEqual(visibility("user_only").visibility, "user")
    assert.deepStrictEqual(visibility("admins").residue, { present: { visibility: "admins" } })
    assert.isUndefined(visibility("admins").visibility)
  })

  it("reads seconds as a moment and keeps them as they were", () => {
    const native = { content: [], createdAt: 1700000000, updatedAt: 0 }
    assert.strictEqual(message(native).createdAt, "2023-11-14T22:13:20Z")
    assert.isUndefined(message(native).updatedAt)
    assert.strictEqual(canonicalText(Normalization.fromMessage(message(native))), canonicalText(native))
  })

  it("calls an absent or unlisted role a participant", () => {
    assert.strictEqual(message({ content: [] }).role, "participant")
    assert.deepStrictEqual(message({ content: [], role: "critic" }).residue, { present: { role: "critic" } })
    assert.isUndefined(message({ content: [] }).residue)
  })
})
