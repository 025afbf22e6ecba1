/** Veryfront's messages in the canonical form, and back. */
import { type Address, Format, Json, Message, Time } from "@org/messages-core"
import * as Field from "../Field.js"
import * as VeryfrontElement from "./VeryfrontElement.js"

/** The canonical fields of a native message. */
export const read = (native: Json.JsonObject, address?: Address.MessageAddress<"veryfront">): Message.Message => {
  const amount = Field.matching(native, "cost_credits", Message.amount)
  const tokens = Field.object(native, "token_usage") ?? {}
  return Json.compact({
    version: 1 as const,
    format: "veryfront",
    ref: address?.ref,
    id: Field.string(native, "id"),
    conversation: Field.conversation(Field.string(native, "conversation_id") ?? address?.conversationId),
    parentId: Field.string(native, "parent_id"),
    sequence: Field.number(native, "seq"),
    role: Field.role(native),
    author: Field.some({
      id: Field.string(native, "sender_id"),
      name: Field.string(native, "sender_display_name"),
      kind: Field.string(native, "sender_type")
    }),
    status: Field.oneOf(native, "status", Message.Status.literals),
    parts: Field.elements(native, "parts").map(VeryfrontElement.read),
    createdAt: Time.from(native["created_at"]),
    updatedAt: Time.from(native["updated_at"]),
    editedAt: Time.from(native["edited_at"]),
    model: Field.string(native, "model"),
    usage: Field.some({
      inputTokens: Field.count(tokens, "input"),
      outputTokens: Field.count(tokens, "output")
    }),
    cost: amount === undefined ? undefined : { amount, unit: credits },
    finishReason: Field.string(native, "finish_reason"),
    metadata: Field.object(native, "metadata")
  })
}

/** The native message that the fields alone say. */
export const write = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    conversation_id: message.conversation?.id,
    parent_id: message.parentId,
    seq: message.sequence,
    role: Field.nativeRole(message.role),
    sender_id: message.author?.id,
    sender_display_name: message.author?.name,
    sender_type: message.author?.kind,
    status: message.status,
    parts: message.parts.map(VeryfrontElement.write),
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

/** Veryfront has typed parts, and names of roles, authors and states of its own. */
export const expressible = ({ author, role, ...message }: Message.Message): Message.Message => ({
  ...message,
  ...(author && { author: Json.compact({ ...author, kind: senderTypes.find((type) => type === author.kind) }) }),
  role: role === "system" || role === "developer" ? "participant" : role,
  parts: message.parts.flatMap(VeryfrontElement.expressible)
})

const senderTypes = ["user", "webhook", "service_account", "integration", "agent", "system"]

/** The format of Veryfront's messages. */
export const format = Format.single({
  name: "veryfront",
  expressible,
  read,
  write,
  lists: { parts: { holds: () => true } }
})

const credits = "credits"
