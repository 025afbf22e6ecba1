/**
 * Every field of every mapping: the native value, the canonical field, and the native value that the field alone gives back.
 * The laws cannot see that two fields were swapped in both directions; this table does.
 */
import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import { Json, type Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import { canonicalText, refOf } from "./natives.js"

/** A native value that says one thing, and the fields that the message has for it. */
type Row = readonly [what: string, native: Json.JsonObject, fields: object]

const t1 = "2024-01-01T00:00:01Z"
const t2 = "2024-01-01T00:00:02Z"
const t3 = "2024-01-01T00:00:03Z"

const block = (native: Json.JsonObject, part: object): Row => [
  String(native["type"]),
  { content: [native] },
  { parts: [part] }
]

const element = (native: Json.JsonObject, part: object): Row => [
  String(native["type"]),
  { parts: [native] },
  { parts: [part] }
]

const tables: {
  readonly [P in Provider.Provider]: { readonly base: Json.JsonObject; readonly rows: ReadonlyArray<Row> }
} = {
  factory: {
    base: { content: [] },
    rows: [
      ["id", { id: "m1" }, { id: "m1" }],
      ["parentId", { parentId: "m0" }, { parentId: "m0" }],
      ["role", { role: "assistant" }, { role: "assistant" }],
      ["visibility both", { visibility: "both" }, { visibility: "everyone" }],
      ["visibility llm_only", { visibility: "llm_only" }, { visibility: "model" }],
      ["visibility user_only", { visibility: "user_only" }, { visibility: "user" }],
      ["createdAt", { createdAt: 1_704_067_201_000 }, { createdAt: "2024-01-01T00:00:01.000Z" }],
      ["updatedAt", { updatedAt: 1_704_067_202_000 }, { updatedAt: "2024-01-01T00:00:02.000Z" }],
      ["openaiPhase", { openaiPhase: "commentary" }, { phase: "commentary" }],
      ["modelId", { modelId: "m-1" }, { model: "m-1" }],
      [
        "openaiReasoning*",
        { openaiReasoningId: "rs_1", openaiReasoningSummary: "S", openaiEncryptedContent: "E" },
        { parts: [{ type: "reasoning", id: "rs_1", summary: "S", encrypted: "E", at: "/openaiReasoningSummary" }] }
      ],
      [
        "chatCompletionReasoningContent",
        { chatCompletionReasoningContent: "hm" },
        { parts: [{ type: "reasoning", text: "hm", at: "/chatCompletionReasoningContent" }] }
      ],
      [
        "geminiThoughtSignature",
        { content: [{ type: "tool_use", id: "c1", name: "LS", input: {} }], geminiThoughtSignature: "sig" },
        {
          parts: [
            {
              type: "tool-call",
              callId: "c1",
              name: "LS",
              input: {},
              signature: "sig",
              at: "/geminiThoughtSignature"
            }
          ]
        }
      ],
      block({ type: "text", id: "b1", text: "hi" }, { type: "text", id: "b1", text: "hi" }),
      block(
        {
          type: "thinking",
          id: "b1",
          thinking: "hm",
          signature: "sig",
          signatureProvider: "anthropic",
          durationMs: 12
        },
        { type: "reasoning", id: "b1", text: "hm", signature: "sig", signedBy: "anthropic", durationMs: 12 }
      ),
      block({ type: "redacted_thinking", id: "b1", data: "EmwK" }, { type: "reasoning", id: "b1", encrypted: "EmwK" }),
      block(
        { type: "image", id: "b1", source: { type: "base64", mediaType: "image/png", data: "AA==" } },
        { type: "file", id: "b1", mediaType: "image/png", data: "AA==" }
      ),
      block(
        {
          type: "document",
          id: "b1",
          source: {
            type: "base64",
            mediaType: "application/pdf",
            data: "AA==",
            name: "a.pdf",
            path: "/tmp/a.pdf",
            parsedData: "A"
          }
        },
        {
          type: "file",
          id: "b1",
          mediaType: "application/pdf",
          data: "AA==",
          filename: "a.pdf",
          path: "/tmp/a.pdf",
          extractedText: "A"
        }
      ),
      block(
        {
          type: "document",
          source: { type: "text", mediaType: "text/plain", data: "a=1", mime: "text/x-ini", name: "a.ini" }
        },
        { type: "file", mediaType: "text/x-ini", text: "a=1", filename: "a.ini" }
      ),
      block(
        { type: "tool_use", id: "c1", name: "LS", input: { path: "/" }, thoughtSignature: "sig" },
        { type: "tool-call", callId: "c1", name: "LS", input: { path: "/" }, signature: "sig" }
      ),
      block(
        { type: "tool_result", id: "b1", toolUseId: "c1", content: "done", isError: false },
        { type: "tool-result", id: "b1", callId: "c1", output: "done", isError: false }
      ),
      block(
        { type: "tool_result", toolUseId: "c1", content: [{ type: "text", text: "done" }], isError: true },
        { type: "tool-result", callId: "c1", content: [{ type: "text", text: "done" }], isError: true }
      )
    ]
  },
  mielto: {
    base: { conversation_id: "c1", content: "hi" },
    rows: [
      ["id", { id: "m1" }, { id: "m1" }],
      ["conversation_id", { conversation_id: "c2" }, { conversation: { id: "c2" } }],
      ["workspace_id", { workspace_id: "w1" }, { conversation: { id: "c1", workspaceId: "w1" } }],
      ["parent_message_id", { parent_message_id: "m0" }, { parentId: "m0" }],
      ["role", { role: "assistant" }, { role: "assistant" }],
      ["content", { content: "bye" }, { parts: [{ type: "text", text: "bye" }] }],
      ["created_at", { created_at: t1 }, { createdAt: t1 }],
      ["updated_at", { updated_at: t2 }, { updatedAt: t2 }],
      ["sent_at", { sent_at: t3 }, { sentAt: t3 }],
      ["tags", { tags: ["a"] }, { tags: ["a"] }],
      ["meta_data", { meta_data: { a: 1 } }, { metadata: { a: 1 } }],
      [
        "tool_calls",
        { tool_calls: [{ type: "function", id: "c1", function: { name: "f", arguments: '{"a":1}' } }] },
        {
          parts: [
            { type: "text", text: "hi" },
            { type: "tool-call", callId: "c1", name: "f", input: { a: 1 } }
          ]
        }
      ],
      [
        "attachments, with the bytes",
        { attachments: [{ mimetype: "text/csv", url: "data:text/csv;base64,AA==" }] },
        {
          parts: [
            { type: "text", text: "hi" },
            { type: "file", mediaType: "text/csv", data: "AA==" }
          ]
        }
      ],
      [
        "attachments",
        { attachments: [{ mimetype: "text/csv", url: "https://x.test/a", file_id: "f1", label: "a.csv" }] },
        {
          parts: [
            { type: "text", text: "hi" },
            { type: "file", mediaType: "text/csv", url: "https://x.test/a", fileId: "f1", filename: "a.csv" }
          ]
        }
      ]
    ]
  },
  honcho: {
    base: { content: "hi", workspace_id: "w1", session_id: "s1" },
    rows: [
      ["id", { id: "m1" }, { id: "m1" }],
      ["workspace_id", { workspace_id: "w2" }, { conversation: { id: "s1", workspaceId: "w2" } }],
      ["session_id", { session_id: "s2" }, { conversation: { id: "s2", workspaceId: "w1" } }],
      ["peer_id", { peer_id: "alice" }, { author: { id: "alice" } }],
      ["content", { content: "bye" }, { parts: [{ type: "text", text: "bye" }] }],
      ["created_at", { created_at: t1 }, { createdAt: t1 }],
      ["token_count", { token_count: 4 }, { tokenCount: 4 }],
      ["metadata", { metadata: { a: 1 } }, { metadata: { a: 1 } }]
    ]
  },
  veryfront: {
    base: { parts: [], conversation_id: "c1" },
    rows: [
      ["id", { id: "m1" }, { id: "m1" }],
      ["conversation_id", { conversation_id: "c2" }, { conversation: { id: "c2" } }],
      ["parent_id", { parent_id: "m0" }, { parentId: "m0" }],
      ["seq", { seq: 3 }, { sequence: 3 }],
      ["role", { role: "tool" }, { role: "tool" }],
      ["sender_id", { sender_id: "u1" }, { author: { id: "u1" } }],
      ["sender_display_name", { sender_display_name: "Ann" }, { author: { name: "Ann" } }],
      ["sender_type", { sender_type: "agent" }, { author: { kind: "agent" } }],
      ["status", { status: "streaming" }, { status: "streaming" }],
      ["created_at", { created_at: t1 }, { createdAt: t1 }],
      ["updated_at", { updated_at: t2 }, { updatedAt: t2 }],
      ["edited_at", { edited_at: t3 }, { editedAt: t3 }],
      ["model", { model: "m-1" }, { model: "m-1" }],
      ["token_usage.input", { token_usage: { input: 1 } }, { usage: { inputTokens: 1 } }],
      ["token_usage.output", { token_usage: { output: 2 } }, { usage: { outputTokens: 2 } }],
      ["cost_credits", { cost_credits: "0.5" }, { cost: { amount: "0.5", unit: "credits" } }],
      ["finish_reason", { finish_reason: "stop" }, { finishReason: "stop" }],
      ["metadata", { metadata: { a: 1 } }, { metadata: { a: 1 } }],
      element({ type: "text", text: "hi" }, { type: "text", text: "hi" }),
      element({ type: "reasoning", text: "hm", signature: "sig" }, { type: "reasoning", text: "hm", signature: "sig" }),
      element({ type: "reasoning", redactedData: "ZW5j" }, { type: "reasoning", encrypted: "ZW5j" }),
      element(
        { type: "file", media_type: "text/csv", url: "data:text/csv;base64,AA==" },
        { type: "file", mediaType: "text/csv", data: "AA==" }
      ),
      element(
        { type: "image", media_type: "image/png", upload_id: "u1", url: "https://x.test/a" },
        { type: "file", mediaType: "image/png", fileId: "u1", url: "https://x.test/a" }
      ),
      element(
        { type: "file", media_type: "text/csv", upload_id: "u1", filename: "a.csv", url: "https://x.test/a" },
        { type: "file", mediaType: "text/csv", fileId: "u1", filename: "a.csv", url: "https://x.test/a" }
      ),
      element(
        { type: "tool_call", id: "c1", name: "f", input: { a: 1 }, state: "pending" },
        { type: "tool-call", callId: "c1", name: "f", input: { a: 1 }, state: "pending" }
      ),
      element(
        { type: "tool_result", tool_call_id: "c1", output: { ok: true }, is_error: true },
        { type: "tool-result", callId: "c1", output: { ok: true }, isError: true }
      ),
      element(
        { type: "citation", source_id: "s1", url: "https://x.test", title: "T", quote: "Q" },
        { type: "citation", sourceId: "s1", url: "https://x.test", title: "T", quote: "Q" }
      ),
      element(
        { type: "source_document", source_id: "s1", media_type: "text/html", title: "T", filename: "f.html" },
        { type: "source", sourceId: "s1", mediaType: "text/html", title: "T", filename: "f.html" }
      ),
      element({ type: "step_start" }, { type: "step-start" }),
      element({ type: "error", code: "E1", message: "M" }, { type: "error", code: "E1", message: "M" }),
      element({ type: "data", name: "n", value: [1] }, { type: "data", name: "n", value: [1] })
    ]
  }
}

/** Values that may be any JSON, so that their own keys have no rows. */
const open: { readonly [P in Provider.Provider]: ReadonlyArray<string> } = {
  factory: ["content[tool_use].input"],
  mielto: ["meta_data"],
  honcho: ["metadata"],
  veryfront: ["metadata", "parts[tool_call].input", "parts[tool_result].output", "parts[data].value"]
}

/** The keys that have no field: only the residue keeps them. */
const residueOnly: { readonly [P in Provider.Provider]: ReadonlyArray<string> } = {
  factory: ["chatCompletionReasoningField", "isError", "isUserVisible", "openaiMessageId"],
  mielto: [
    "attachments[].checksum",
    "attachments[].size",
    "checksum",
    "embedding_status",
    "message_type",
    "owner_id",
    "sender_id",
    "user_id"
  ],
  honcho: ["seq_in_session", "updated_at"],
  veryfront: ["branch_id", "created_by", "idempotency_key", "parts[text].annotations"]
}

/** The keys of a value and of what is in it: those of an element of a list after the element's type. */
const keysOf = (value: Json.Json, at = ""): ReadonlyArray<string> => {
  if (Json.isArray(value)) return value.flatMap((element) => keysOf(element, `${listOf(at)}[${typeOf(element)}]`))
  if (!Json.isObject(value)) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const path = at === "" ? key : `${at}.${key}`
    return [path, ...keysOf(child, path)]
  })
}

/** The value without the keys at a path of `keysOf`. */
const without = (value: Json.Json, path: string, at = ""): Json.Json => {
  if (Json.isArray(value)) return value.map((element) => without(element, path, `${listOf(at)}[${typeOf(element)}]`))
  if (!Json.isObject(value)) return value
  const entries = Object.entries(value).map(([key, child]) => [key, child, at === "" ? key : `${at}.${key}`] as const)
  return Object.fromEntries(
    entries.filter(([, , here]) => here !== path).map(([key, child, here]) => [key, without(child, path, here)])
  )
}

/** The elements of a result of Factory are read as those of a message. */
const listOf = (at: string): string => (at === "content[tool_result].content" ? "content" : at)

const typeOf = (element: Json.Json): string => (Json.isObject(element) ? String(element["type"] ?? "") : "")

for (const provider of ["factory", "mielto", "honcho", "veryfront"] as const) {
  const { base, rows } = tables[provider]
  describe(provider, () => {
    for (const [what, native, fields] of rows)
      it(what, () => {
        const whole = { ...base, ...native }
        const message = Normalization.toMessage(refOf(provider, whole), whole)
        assert.deepInclude<object>(message, fields)
        assert.notInclude(JSON.stringify(message), "residue")
        assert.strictEqual(canonicalText(Normalization.fromMessage(message)), canonicalText(whole))
      })

    it("has a row for every key of the contract's samples that is not in a list of others", () => {
      const known = new Set(rows.flatMap(([, native]) => keysOf({ ...base, ...native })))
      const keys = new Set(Samples.messages(provider).flatMap(({ json }) => keysOf(json)))
      const isOpen = (key: string) => open[provider].some((path) => key.startsWith(`${path}.`))
      const rest = [...keys].filter((key) => !known.has(key) && !isOpen(key))
      assert.deepStrictEqual(rest.sort(), residueOnly[provider])
    })

    it("has no field for the keys that only the residue keeps", () => {
      const messageOf = (native: Json.JsonObject) =>
        JSON.stringify(Normalization.toMessage(refOf(provider, native), native))
      const fieldsOf = (message: string): unknown =>
        JSON.parse(message, (key, value: unknown) => (key === "residue" ? undefined : value))
      for (const key of residueOnly[provider])
        for (const { json } of Samples.messages(provider).filter(({ json }) => keysOf(json).includes(key))) {
          const reduced = without(json, key)
          if (!Json.isObject(reduced)) continue
          const [message, other] = [messageOf(json), messageOf(reduced)]
          assert.notStrictEqual(message, other, key)
          assert.deepStrictEqual(fieldsOf(message), fieldsOf(other), key)
        }
    })

    it("says nothing that is not in the row", () => {
      const keys = new Set(["version", "format", "ref", "conversation", "role", "parts"])
      for (const [what, native, fields] of rows) {
        const whole = { ...base, ...native }
        const message = Normalization.toMessage(refOf(provider, whole), whole)
        const more = Object.keys(message).filter((key) => !keys.has(key) && !Object.hasOwn(fields, key))
        assert.deepStrictEqual(more, [], what)
      }
    })
  })
}
