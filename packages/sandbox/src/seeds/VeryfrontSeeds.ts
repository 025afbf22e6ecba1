/** A Veryfront conversation about the bakery's week, and one that belongs to another account. */
import type { Json } from "@org/messages-core"
import type { NativeSeed } from "./NativeSeed.js"

/** The conversation of the seeds. */
export const conversation = "0b0e5a1e-0000-4000-8000-000000000001"

/** A conversation with a message that the sandbox's key may not read. */
export const foreignConversation = "0b0e5a1e-0000-4000-8000-000000000002"

const messageId = (seq: number): string => `3e55a9e0-0000-4000-8000-${String(seq).padStart(12, "0")}`

/** The ref of that message. */
export const forbidden = `veryfront:${foreignConversation}/${messageId(1)}`

const upload = { upload_id: "f11e0000-0000-4000-8000-000000000001" }

const seed = (shows: string, seq: number, message: Json.JsonObject): NativeSeed<"id" | "conversation_id"> => {
  const id = messageId(seq)
  return {
    ref: `veryfront:${conversation}/${id}`,
    shows,
    message: { id, conversation_id: conversation, seq, ...message }
  }
}

/** Veryfront's seeds, in reading order. */
export const seeds: ReadonlyArray<NativeSeed<"id" | "conversation_id">> = [
  seed("a user's message, edited later", 1, {
    role: "user",
    parent_id: null,
    parts: [{ type: "text", text: "How was our week, and may we order flour?" }],
    status: "completed",
    sender_type: "user",
    sender_id: "user_baker",
    sender_display_name: "Bruno",
    created_by: "user_baker",
    idempotency_key: "week-2-question",
    created_at: "2026-01-11T18:00:00Z",
    edited_at: "2026-01-11T18:00:30Z",
    updated_at: "2026-01-11T18:00:30Z"
  }),
  seed("all eleven kinds of parts, model, usage and cost", 2, {
    role: "assistant",
    parent_id: messageId(1),
    parts: [
      { type: "step_start" },
      { type: "reasoning", text: "I need the sales first, then the approval.", signature: "EqQBCkYIARgC" },
      { type: "tool_call", id: "call_sales", name: "sales", input: { week: 2, shop: null }, state: "completed" },
      { type: "tool_result", tool_call_id: "call_sales", output: { loaves: 412, revenue: "1980.40" }, is_error: false },
      { type: "text", text: "You sold 412 loaves, a tenth more than the week before." },
      { type: "image", ...upload, media_type: "image/png", url: "https://files.example.com/week-2.png" },
      {
        type: "file",
        ...upload,
        media_type: "application/pdf",
        filename: "week-2.pdf",
        url: "https://files.example.com/week-2.pdf"
      },
      {
        type: "citation",
        source_id: "source-1",
        url: "https://example.com/flour-prices",
        title: "Flour prices",
        quote: "Rye flour stays at 0.92 EUR per kilogram."
      },
      {
        type: "source_document",
        source_id: "source-2",
        media_type: "text/markdown",
        title: "Suppliers",
        filename: "suppliers.md"
      },
      { type: "data", name: "approval", value: { order: "flour", approved: true } },
      { type: "error", code: "PROVIDER_ERROR", message: "The weather forecast did not answer." }
    ],
    status: "completed",
    model: "anthropic/claude-sonnet-4-6",
    finish_reason: "stop",
    token_usage: { input: 812, output: 164 },
    cost_credits: "0.0123",
    sender_type: "agent",
    sender_id: "agent_ledger",
    sender_display_name: "Ledger",
    metadata: { run_id: "run_week_2" },
    created_at: "2026-01-11T18:00:04Z",
    updated_at: "2026-01-11T18:00:09.123Z"
  }),
  seed("a failed tool", 3, {
    role: "tool",
    parent_id: messageId(2),
    parts: [{ type: "tool_result", tool_call_id: "call_flour", output: null, is_error: true }],
    status: "failed",
    sender_type: "integration",
    sender_id: "mill",
    created_at: "2026-01-11T18:00:12Z"
  }),
  seed("a message that is still being written", 4, {
    role: "assistant",
    parent_id: messageId(3),
    parts: [
      { type: "text", text: "The mill does not answer, I will" },
      { type: "tool_call", id: "call_retry", name: "order", input: {}, state: "streaming" }
    ],
    status: "streaming",
    model: null,
    token_usage: null,
    finish_reason: null,
    cost_credits: null,
    created_at: "2026-01-11T18:00:14Z",
    updated_at: null
  })
]
