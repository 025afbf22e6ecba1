/** Mielto's messages in the canonical form, and back. */
import { type Address, Format, Json, type Message, type Part, Time } from "@org/messages-core"
import * as Content from "../Content.js"
import * as Field from "../Field.js"
import * as MieltoElement from "./MieltoElement.js"

/** The canonical fields of a native message. `sender_id` stays native: it is the same for user and assistant, so it names no author. */
export const read = (native: Json.JsonObject, { ref }: Address.MessageAddress<"mielto">): Message.Message =>
  Json.compact({
    version: 1 as const,
    provider: "mielto" as const,
    ref,
    id: Field.string(native, "id"),
    conversation: Json.compact({
      id: Field.string(native, "conversation_id") ?? "",
      workspaceId: Field.string(native, "workspace_id")
    }),
    parentId: Field.string(native, "parent_message_id"),
    role: Field.role(native),
    parts: [
      ...Content.read(native),
      ...Field.elements(native, "tool_calls").map(MieltoElement.readToolCall),
      ...Field.elements(native, "attachments").map(MieltoElement.readAttachment)
    ],
    createdAt: Time.from(native["created_at"]),
    updatedAt: Time.from(native["updated_at"]),
    sentAt: Time.from(native["sent_at"]),
    tags: Field.strings(native, "tags"),
    metadata: Field.object(native, "meta_data")
  })

/** The native message that the fields alone say. */
export const write = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    conversation_id: message.conversation.id,
    workspace_id: message.conversation.workspaceId,
    parent_message_id: message.parentId,
    role: Field.nativeRole(message.role),
    content: Content.write(message.parts),
    tool_calls: list(message, MieltoElement.isToolCall),
    attachments: list(message, MieltoElement.isAttachment),
    created_at: message.createdAt,
    updated_at: message.updatedAt,
    sent_at: message.sentAt,
    tags: message.tags,
    meta_data: message.metadata
  })

export const { fromMessage, toMessage } = Format.single({
  read,
  write,
  lists: { tool_calls: { holds: MieltoElement.isToolCall }, attachments: { holds: MieltoElement.isAttachment } }
})

/** An empty list is not written; residue says whether it was empty, null or missing. */
const list = (
  { parts }: Message.Message,
  holds: (part: Part.Part) => boolean
): ReadonlyArray<Json.Json> | undefined => {
  const elements = parts.filter(holds).map(MieltoElement.write)
  return elements.length === 0 ? undefined : elements
}
