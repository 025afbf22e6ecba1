/** Mielto's conversations in the canonical form, and back. */
import { type Address, type ConversationFormat, Json, Time } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The form of a conversation in a list. */
export const conversation: ConversationFormat.ConversationFormat<Address.ConversationAddress<"mielto">> = {
  read: (native, { conversationId, ref }) =>
    Json.compact({
      version: 1 as const,
      provider: "mielto" as const,
      ref,
      id: conversationId,
      workspaceId: NativeField.string(native, "workspace_id"),
      title: NativeField.string(native, "title"),
      status: NativeField.string(native, "status"),
      createdAt: Time.from(native["created_at"]),
      updatedAt: Time.from(native["updated_at"]),
      metadata: NativeField.object(native, "meta_data")
    }),
  write: ({ createdAt, id, metadata, status, title, updatedAt, workspaceId }) =>
    Json.compact({
      id,
      workspace_id: workspaceId,
      title,
      status,
      created_at: createdAt,
      updated_at: updatedAt,
      meta_data: metadata
    })
}
