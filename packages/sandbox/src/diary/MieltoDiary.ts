/** Diaries as Mielto conversations. */
import type { Json } from "@org/messages-core"
import type { Beginning } from "../lists/MessageLog.js"
import * as Diary from "./Diary.js"
import * as DiaryId from "./DiaryId.js"

/** The conversation of the diary of a size. */
export const conversation = (size: number): string => `conv_diary_${size}`

/** The first messages of a conversation's diary. */
export const beginning = (conversationId: string, workspaceId: string, size: number): Beginning =>
  DiaryId.beginning(size, ids(conversationId), (index) => message(conversationId, workspaceId, index))

/** The message at an index of a conversation's diary. */
export const message = (conversationId: string, workspaceId: string, index: number): Json.JsonObject => {
  const entry = Diary.entry(index)
  const { of } = ids(conversationId)
  const at = new Date(entry.at).toISOString()
  return {
    id: of(index),
    conversation_id: conversationId,
    // Mielto names the customer as the sender of every message.
    sender_id: "326166736",
    workspace_id: workspaceId,
    role: entry.kind === "result" ? "tool" : Diary.isCustomers(entry) ? "user" : "assistant",
    content: entry.text,
    message_type: "text",
    ...more(entry),
    ...(index > 0 && { parent_message_id: of(index - 1) }),
    sent_at: at,
    created_at: at
  }
}

const more = ({ kind, tool }: Diary.Entry): Json.JsonObject => {
  switch (kind) {
    case "call":
      return {
        tool_calls: [
          { id: tool.id, type: "function", function: { name: tool.name, arguments: JSON.stringify(tool.input) } }
        ]
      }
    case "result":
      return { meta_data: { tool_call_id: tool.id, is_error: tool.isError } }
    case "request":
      return { attachments: [attachment], tags: ["order"] }
    default:
      return {}
  }
}

const attachment = {
  file_id: "file_prices",
  label: Diary.priceList.filename,
  mimetype: Diary.priceList.mediaType,
  size: Diary.priceList.text.length,
  url: `https://files.example.com/${Diary.priceList.filename}`
}

const ids = (conversationId: string): DiaryId.DiaryIds => {
  const prefix = conversationId.replace(/^conv_/, "msg_")
  return {
    of: (index) => `${prefix}_${String(index + 1).padStart(6, "0")}`,
    indexOf: (id) => Number(id.slice(id.lastIndexOf("_") + 1)) - 1
  }
}
