/** Veryfront's conversations in the canonical form, and back. */
import { type Address, type ConversationFormat, Json, Time } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The form of a conversation in a list. */
export const conversation: ConversationFormat.ConversationFormat<Address.ConversationAddress<"veryfront">> = {
  read: (native, { conversationId, ref }) =>
    Json.compact({
      version: 1 as const,
      provider: "veryfront" as const,
      ref,
      id: conversationId,
      title: NativeField.string(native, "title"),
      status: NativeField.string(native, "status"),
      messageCount: NativeField.count(native, "message_count"),
      createdAt: Time.from(native["created_at"]),
      updatedAt: Time.from(native["updated_at"]),
      metadata: NativeField.object(native, "metadata")
    }),
  write: ({ createdAt, id, messageCount, metadata, status, title, updatedAt }) =>
    Json.compact({
      id,
      title,
      status,
      message_count: messageCount,
      created_at: createdAt,
      updated_at: updatedAt,
      metadata
    })
}
