/** Veryfront's messages in the canonical form, and back. */
import { type Address, Format, Json, Message, Time } from "@org/messages-core"
import * as NativeField from "../NativeField.js"
import * as VeryfrontElement from "./VeryfrontElement.js"
import * as VeryfrontExpressible from "./VeryfrontExpressible.js"

/** The canonical fields of a native message. */
export const read = (native: Json.JsonObject, address?: Address.MessageAddress<"veryfront">): Message.Message => {
  const amount = NativeField.matching(native, "cost_credits", Message.amount)
  const tokens = NativeField.object(native, "token_usage") ?? {}
  return Json.compact({
    version: 1 as const,
    format: "veryfront",
    ref: address?.ref,
    id: NativeField.string(native, "id"),
    conversation: NativeField.conversation(NativeField.string(native, "conversation_id") ?? address?.conversationId),
    parentId: NativeField.string(native, "parent_id"),
    sequence: NativeField.number(native, "seq"),
    role: NativeField.role(native),
    author: NativeField.some({
      id: NativeField.string(native, "sender_id"),
      name: NativeField.string(native, "sender_display_name"),
      kind: NativeField.string(native, "sender_type")
    }),
    status: NativeField.oneOf(native, "status", Message.Status.literals),
    parts: NativeField.elements(native, "parts").map(VeryfrontElement.read),
    createdAt: Time.from(native["created_at"]),
    updatedAt: Time.from(native["updated_at"]),
    editedAt: Time.from(native["edited_at"]),
    model: NativeField.string(native, "model"),
    usage: NativeField.some({
      inputTokens: NativeField.count(tokens, "input"),
      outputTokens: NativeField.count(tokens, "output")
    }),
    cost: amount === undefined ? undefined : { amount, unit: credits },
    finishReason: NativeField.string(native, "finish_reason"),
    metadata: NativeField.object(native, "metadata")
  })
}

/** The native message, made from the fields alone. */
export const write = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    conversation_id: message.conversation?.id,
    parent_id: message.parentId,
    seq: message.sequence,
    role: NativeField.nativeRole(message.role),
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

/** Veryfront's contract has its own lists of parts, roles and kinds of authors. */
export const expressible = ({ author, role, ...message }: Message.Message): Message.Message => ({
  ...message,
  ...(author && { author: Json.compact({ ...author, kind: senderTypes.find((type) => type === author.kind) }) }),
  role: role === "system" || role === "developer" ? "participant" : role,
  parts: message.parts.flatMap(VeryfrontExpressible.parts)
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
