/** Honcho's messages in the canonical form, and back. */
import { type Address, Json, type Message, Residue, Time } from "@org/messages-core"
import * as Content from "../Content.js"
import * as Field from "../Field.js"

/** Honcho has peers and no roles: whoever knows which peer is the assistant says so with `Message.withRoles`. */
export const fields = (wire: Json.JsonObject, address: Address.MessageAddress<"honcho">): Message.Message =>
  Json.compact({
    version: 1 as const,
    provider: "honcho" as const,
    ref: address.ref,
    id: Field.string(wire, "id"),
    conversation: { id: address.sessionId, workspaceId: address.workspaceId },
    role: "participant" as const,
    author: Field.some({ id: Field.string(wire, "peer_id") }),
    parts: Content.parts(wire),
    createdAt: Time.from(Json.own(wire, "created_at")),
    metadata: Field.object(wire, "metadata")
  })

/** The native message that the fields alone say. */
export const wire = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    workspace_id: message.conversation.workspaceId,
    session_id: message.conversation.id,
    peer_id: message.author?.id,
    content: Content.native(message.parts),
    created_at: message.createdAt,
    metadata: message.metadata
  })

export const { from: fromMessage, to: toMessage } = Residue.lossless({ fields, wire })
