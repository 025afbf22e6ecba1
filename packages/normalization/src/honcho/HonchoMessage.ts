/** Honcho's messages in the canonical form, and back. */
import { type Address, Format, Json, type Message, Time } from "@org/messages-core"
import * as SingleContent from "../SingleContent.js"
import * as Expressible from "../Expressible.js"
import * as NativeField from "../NativeField.js"

/** The canonical fields of a native message. Honcho has peers and no roles; `Message.withRoles` names the peer that is the assistant. */
export const read = (native: Json.JsonObject, address?: Address.MessageAddress<"honcho">): Message.Message =>
  Json.compact({
    version: 1 as const,
    format: "honcho",
    ref: address?.ref,
    id: NativeField.string(native, "id"),
    conversation: NativeField.conversation(
      NativeField.string(native, "session_id") ?? address?.sessionId,
      NativeField.string(native, "workspace_id") ?? address?.workspaceId
    ),
    role: "participant" as const,
    author: NativeField.some({ id: NativeField.string(native, "peer_id") }),
    parts: SingleContent.read(native),
    createdAt: Time.from(native["created_at"]),
    tokenCount: NativeField.count(native, "token_count"),
    metadata: NativeField.object(native, "metadata")
  })

/** The native message, made from the fields alone. */
export const write = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    workspace_id: message.conversation?.workspaceId,
    session_id: message.conversation?.id,
    peer_id: message.author?.id,
    content: SingleContent.write(message.parts),
    created_at: message.createdAt,
    token_count: message.tokenCount,
    metadata: message.metadata
  })

/** A message of Honcho is one text. */
export const expressible = (message: Message.Message): Message.Message => ({
  ...message,
  parts: Expressible.oneText(message.parts)
})

/** The format of Honcho's messages. */
export const format = Format.single({ name: "honcho", read, write, lists: {}, expressible })
