/** Mielto's messages in the canonical form, and back. */
import { type Address, Json, type Message, Residue, Time } from "@org/messages-core"
import * as Content from "../Content.js"
import * as Field from "../Field.js"
import { attachment, toolCall } from "./MieltoElement.js"

/** `sender_id` stays native: it is the same for what the user and what the assistant said, so it names no author. */
export const fields = (wire: Json.JsonObject, { ref }: Address.MessageAddress<"mielto">): Message.Message =>
  Json.compact({
    version: 1 as const,
    provider: "mielto" as const,
    ref,
    id: Field.string(wire, "id"),
    conversation: Json.compact({
      id: Field.string(wire, "conversation_id") ?? "",
      workspaceId: Field.string(wire, "workspace_id")
    }),
    parentId: Field.string(wire, "parent_message_id"),
    role: Field.role(wire),
    parts: [
      ...Content.parts(wire),
      ...Field.elements(wire, "tool_calls").map(toolCall.to),
      ...Field.elements(wire, "attachments").map(attachment.to)
    ],
    createdAt: Time.from(Json.own(wire, "created_at")),
    updatedAt: Time.from(Json.own(wire, "updated_at")),
    sentAt: Time.from(Json.own(wire, "sent_at")),
    tags: Field.strings(wire, "tags"),
    metadata: Field.object(wire, "meta_data")
  })

/** The native message that the fields alone say. */
export const wire = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    conversation_id: message.conversation.id,
    workspace_id: message.conversation.workspaceId,
    parent_message_id: message.parentId,
    role: Field.nativeRole(message.role),
    content: Content.native(message.parts),
    tool_calls: list(message.parts.filter(toolCall.is).map(toolCall.from)),
    attachments: list(message.parts.filter(attachment.is).map(attachment.from)),
    created_at: message.createdAt,
    updated_at: message.updatedAt,
    sent_at: message.sentAt,
    tags: message.tags,
    meta_data: message.metadata
  })

export const { from: fromMessage, to: toMessage } = Residue.lossless({ fields, wire })

/** A list that has nothing is not written; residue tells whether it was empty, null or missing. */
const list = (elements: ReadonlyArray<Json.Json>) => (elements.length === 0 ? undefined : elements)
