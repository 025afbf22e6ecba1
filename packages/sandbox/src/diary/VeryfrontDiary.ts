/** Diaries as Veryfront conversations. */
import type { Json } from "@org/messages-core"
import type { Beginning } from "../lists/MessageLog.js"
import * as Diary from "./Diary.js"
import * as DiaryId from "./DiaryId.js"

/** The conversation of the diary of a size, which is at its end. */
export const conversation = (size: number): string => `d1a40000-0000-4000-8000-${String(size).padStart(12, "0")}`

/** The first messages of a conversation's diary. */
export const beginning = (conversationId: string, size: number): Beginning =>
  DiaryId.beginning(size, DiaryId.uuids(conversationId), (index) => message(conversationId, index))

/** The message at an index of a conversation's diary. */
export const message = (conversationId: string, index: number): Json.JsonObject => {
  const entry = Diary.entry(index)
  const ids = DiaryId.uuids(conversationId)
  const at = new Date(entry.at).toISOString()
  return {
    id: ids.of(index),
    conversation_id: conversationId,
    seq: index + 1,
    role: entry.kind === "result" ? "tool" : Diary.isCustomers(entry) ? "user" : "assistant",
    parent_id: index === 0 ? null : ids.of(index - 1),
    parts: parts(entry),
    status: "completed",
    ...(Diary.isCustomers(entry) ? customer : assistant),
    metadata: null,
    created_at: at,
    updated_at: at
  }
}

const parts = ({ kind, text, thought, tool }: Diary.Entry): ReadonlyArray<Json.JsonObject> => {
  const said = { type: "text", text }
  switch (kind) {
    case "request":
      return [said, priceList]
    case "answer":
      return [{ type: "step_start" }, { type: "reasoning", text: thought }, said]
    case "call":
      return [
        { type: "step_start" },
        { type: "reasoning", text: thought, signature: "EqQBCkYIARgC" },
        said,
        { type: "tool_call", id: tool.id, name: tool.name, input: tool.input, state: "completed" }
      ]
    case "result":
      return [{ type: "tool_result", tool_call_id: tool.id, output: tool.output, is_error: tool.isError }]
    default:
      return [said]
  }
}

const priceList = {
  type: "file",
  upload_id: "f11e0000-0000-4000-8000-000000000002",
  media_type: Diary.priceList.mediaType,
  filename: Diary.priceList.filename
}

const customer = { sender_type: "user", sender_id: "user_baker", sender_display_name: "Bruno" }

const assistant = {
  sender_type: "agent",
  sender_id: "agent_ledger",
  sender_display_name: "Ledger",
  model: "anthropic/claude-sonnet-4-6",
  finish_reason: "stop",
  token_usage: { input: 640, output: 48 },
  cost_credits: "0.0031"
}
