/** Veryfront's messages in the canonical form, and back. */
import { type Address, Json, Message, Residue, Time } from "@org/messages-core"
import * as Field from "../Field.js"
import { element } from "./VeryfrontElement.js"

/** The canonical fields of a native message. */
export const fields = (wire: Json.JsonObject, address: Address.MessageAddress<"veryfront">): Message.Message => {
  const amount = toAmount(Json.own(wire, "cost_credits"))
  const tokens = Field.object(wire, "token_usage") ?? {}
  return Json.compact({
    version: 1 as const,
    provider: "veryfront" as const,
    ref: address.ref,
    id: Field.string(wire, "id"),
    conversation: { id: address.conversationId },
    parentId: Field.string(wire, "parent_id"),
    sequence: Field.number(wire, "seq"),
    role: Field.role(wire),
    author: Field.some({
      id: Field.string(wire, "sender_id"),
      name: Field.string(wire, "sender_display_name"),
      kind: Field.string(wire, "sender_type")
    }),
    status: toStatus(Json.own(wire, "status")),
    parts: Field.elements(wire, "parts").map((native) => element.to(native)),
    createdAt: Time.from(Json.own(wire, "created_at")),
    updatedAt: Time.from(Json.own(wire, "updated_at")),
    editedAt: Time.from(Json.own(wire, "edited_at")),
    model: Field.string(wire, "model"),
    usage: Field.some({
      inputTokens: toCount(Json.own(tokens, "input")),
      outputTokens: toCount(Json.own(tokens, "output"))
    }),
    cost: amount === undefined ? undefined : { amount, unit: credits },
    finishReason: Field.string(wire, "finish_reason"),
    metadata: Field.object(wire, "metadata")
  })
}

/** The native message that the fields alone say. */
export const wire = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    conversation_id: message.conversation.id,
    parent_id: message.parentId,
    seq: message.sequence,
    role: Field.nativeRole(message.role),
    sender_id: message.author?.id,
    sender_display_name: message.author?.name,
    sender_type: message.author?.kind,
    status: message.status,
    parts: message.parts.map((part) => element.from(part)),
    created_at: message.createdAt,
    updated_at: message.updatedAt,
    edited_at: message.editedAt,
    model: message.model,
    token_usage:
      message.usage && Json.compact({ input: message.usage.inputTokens, output: message.usage.outputTokens }),
    cost_credits: message.cost?.unit === credits ? message.cost.amount : undefined,
    finish_reason: message.finishReason,
    metadata: message.metadata
  })

export const { from: fromMessage, to: toMessage } = Residue.lossless({ fields, wire })

const credits = "credits"

const toStatus = Field.as(Message.Status)
const toCount = Field.as(Message.Count)
const toAmount = Field.as(Message.Amount)
