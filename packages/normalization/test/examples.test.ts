/** Edits that used to be lost, and messages that used to be written beyond a contract. */
import { assert, describe, it } from "@effect/vitest"
import type { Json, Message, Part, Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"

const edit = (
  provider: Provider.Provider,
  native: Json.JsonObject,
  change: (message: Message.Message) => Partial<Message.Message>
): Json.JsonObject => {
  const message = Normalization.read(provider, native)
  return Normalization.fromMessage({ ...message, ...change(message) })
}

const call = { type: "tool-call", callId: "c", name: "f", input: { a: 1 } } as const
const nativeCall = { type: "function", id: "c", function: { name: "f", arguments: '{"a":1}' } }

describe("an edit", () => {
  it("of an unlisted role arrives", () =>
    assert.deepStrictEqual(
      edit("veryfront", { parts: [], role: "critic", x: 1 }, () => ({ role: "user" })),
      { role: "user", parts: [], x: 1 }
    ))

  it("of a time that was sent with an offset arrives", () => {
    const native = { content: "hi", created_at: "2024-01-01T02:00:00+02:00" }
    const createdAt = "2025-01-01T00:00:00Z"
    assert.strictEqual(edit("honcho", native, () => ({ createdAt }))["created_at"], createdAt)
  })

  it("that adds a tool call to an empty list arrives", () => {
    const native = { conversation_id: "c", content: "hi", tool_calls: [], attachments: null }
    assert.deepStrictEqual(
      edit("mielto", native, ({ parts }) => ({ parts: [...parts, call] })),
      { conversation_id: "c", content: "hi", tool_calls: [nativeCall], attachments: null }
    )
  })

  it("of an input whose arguments had spaces arrives", () => {
    const spaced = { ...nativeCall, index: 0, function: { name: "f", arguments: '{"a": 0}' } }
    const native = { conversation_id: "c", content: "hi", tool_calls: [spaced] }
    const edited = edit("mielto", native, ({ parts }) => ({
      parts: parts.map((part) => (part.type === "tool-call" ? { ...part, input: { a: 1 } } : part))
    }))
    assert.deepStrictEqual(edited["tool_calls"], [{ ...nativeCall, index: 0 }])
  })
})

describe("a message of another format", () => {
  const message: Message.Message = {
    version: 1,
    role: "assistant",
    parts: [
      { type: "text", text: "one" },
      { type: "reasoning", text: "hm" },
      { type: "file", mediaType: "image/png", url: "https://x.test/a.png" },
      { type: "step-start" },
      { type: "unknown", native: { type: "hologram" } },
      { type: "text", text: "two" }
    ]
  }

  it("gives Honcho all its texts as one", () =>
    assert.deepStrictEqual(Normalization.fromMessage(message, "honcho"), { content: "one\n\ntwo" }))

  it("gives Mielto its texts and its file", () =>
    assert.deepStrictEqual(Normalization.fromMessage(message, "mielto"), {
      role: "assistant",
      content: "one\n\ntwo",
      attachments: [{ mimetype: "image/png", url: "https://x.test/a.png" }]
    }))

  it("gives Mielto and Veryfront the bytes of a file as a data URL, and no file without a place for its content", () => {
    const parts: ReadonlyArray<Part.Part> = [
      { type: "file", mediaType: "image/png", data: "AA==", filename: "a.png" },
      { type: "file", data: "AA==" },
      { type: "file", mediaType: "text/plain", text: "a" }
    ]
    const url = "data:image/png;base64,AA=="
    const of = (provider: Provider.Provider) =>
      Normalization.fromMessage({ version: 1, role: "assistant", parts }, provider)
    assert.deepStrictEqual(of("mielto"), {
      role: "assistant",
      attachments: [{ mimetype: "image/png", url, label: "a.png" }]
    })
    assert.deepStrictEqual(of("veryfront")["parts"], [
      { type: "file", media_type: "image/png", url, filename: "a.png" }
    ])
  })

  it("gives Factory no foreign kinds of parts", () =>
    assert.deepStrictEqual(Normalization.fromMessage(message, "factory"), {
      role: "assistant",
      content: [
        { type: "text", text: "one" },
        { type: "text", text: "two" }
      ],
      chatCompletionReasoningContent: "hm"
    }))

  it("gives Veryfront no image without an upload id", () =>
    assert.deepStrictEqual(Normalization.fromMessage(message, "veryfront"), {
      role: "assistant",
      parts: [
        { type: "text", text: "one" },
        { type: "reasoning", text: "hm" },
        { type: "file", media_type: "image/png", url: "https://x.test/a.png" },
        { type: "step_start" },
        { type: "text", text: "two" }
      ]
    }))

  it("gives Veryfront a long text or thought in several parts, and no part the signature of the whole", () => {
    const long = "A sentence. ".repeat(10_000)
    const parts: ReadonlyArray<Part.Part> = [
      { type: "text", text: long },
      { type: "refusal", text: long },
      { type: "reasoning", text: long, signature: "c2ln", encrypted: "ZW5j" }
    ]
    const native = Normalization.fromMessage({ version: 1, role: "assistant", parts }, "veryfront")
    const pieces = ["A sentence. ".repeat(8_333), "A sentence. ".repeat(1_667)] as const
    const texts = pieces.map((text) => ({ type: "text", text }))
    assert.deepStrictEqual(native["parts"], [
      ...texts,
      ...texts,
      { type: "reasoning", text: pieces[0], redactedData: "ZW5j" },
      { type: "reasoning", text: pieces[1] }
    ])
  })
})
