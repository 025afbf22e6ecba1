/** Factory's sessions as conversations, and back. */
import { type Address, type ConversationFormat, Json, Time } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The form of a session in a list. */
export const conversation: ConversationFormat.ConversationFormat<Address.ConversationAddress<"factory">> = {
  read: (native, { ref, sessionId }) =>
    Json.compact({
      version: 1 as const,
      provider: "factory" as const,
      ref,
      id: sessionId,
      title: NativeField.string(native, "title"),
      status: NativeField.string(native, "status"),
      messageCount: NativeField.count(native, "messageCount"),
      createdAt: Time.from(native["createdAt"]),
      updatedAt: Time.from(native["updatedAt"])
    }),
  write: ({ createdAt, id, messageCount, status, title, updatedAt }) =>
    Json.compact({
      sessionId: id,
      title,
      status,
      messageCount,
      createdAt: createdAt && Time.toEpoch(createdAt),
      updatedAt: updatedAt && Time.toEpoch(updatedAt)
    })
}
