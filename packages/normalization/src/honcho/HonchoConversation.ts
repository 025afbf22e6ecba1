/** Honcho's sessions as conversations, and back. */
import { type Address, type ConversationFormat, Json, Time } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The form of a session in a list. Honcho's sessions have no title. */
export const conversation: ConversationFormat.ConversationFormat<Address.ConversationAddress<"honcho">> = {
  read: (native, { ref, sessionId, workspaceId }) =>
    Json.compact({
      version: 1 as const,
      provider: "honcho" as const,
      ref,
      id: sessionId,
      workspaceId: NativeField.string(native, "workspace_id") ?? workspaceId,
      createdAt: Time.from(native["created_at"]),
      metadata: NativeField.object(native, "metadata")
    }),
  write: ({ createdAt, id, metadata, workspaceId }) =>
    Json.compact({ id, workspace_id: workspaceId, created_at: createdAt, metadata })
}
