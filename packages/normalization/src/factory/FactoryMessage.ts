/** Factory's messages in the canonical form, and back. */
import { type Address, Json, type Message, type Part, Residue, Time } from "@org/messages-core"
import { element } from "./FactoryElement.js"
import * as Field from "../Field.js"

/** The canonical fields of a native message. */
export const fields = (wire: Json.JsonObject, address: Address.MessageAddress<"factory">): Message.Message => {
  const parts = Field.elements(wire, "content").map(element.to)
  const thought = Field.string(wire, "chatCompletionReasoningContent")
  const isRepeated = thought === undefined || parts.some((part) => isChatCompletion(part) && part.text === thought)
  const signature = Field.string(wire, "chatCompletionReasoningField")
  return Json.compact({
    version: 1 as const,
    provider: "factory" as const,
    ref: address.ref,
    id: Field.string(wire, "id"),
    conversation: { id: address.sessionId },
    parentId: Field.string(wire, "parentId"),
    role: Field.role(wire),
    visibility: visibilities.find(([native]) => native === Json.own(wire, "visibility"))?.[1],
    parts: isRepeated
      ? parts
      : [Json.compact({ type: "reasoning" as const, text: thought, signature, at: chatCompletion }), ...parts],
    createdAt: Time.from(Json.own(wire, "createdAt")),
    updatedAt: Time.from(Json.own(wire, "updatedAt"))
  })
}

/** The native message that the fields alone say. */
export const wire = (message: Message.Message): Json.JsonObject => {
  const { parts } = message
  const thought = parts.filter(isReasoning).find(({ at }) => at === chatCompletion) ?? parts.find(isChatCompletion)
  return Json.compact({
    id: message.id,
    role: Field.nativeRole(message.role),
    content: parts.filter(({ at }) => at !== chatCompletion).map(element.from),
    createdAt: message.createdAt === undefined ? undefined : Time.toNumber(message.createdAt),
    updatedAt: message.updatedAt === undefined ? undefined : Time.toNumber(message.updatedAt),
    parentId: message.parentId,
    visibility: visibilities.find(([, canonical]) => canonical === message.visibility)?.[0],
    chatCompletionReasoningField: thought?.signature,
    chatCompletionReasoningContent: thought?.text
  })
}

export const { from: fromMessage, to: toMessage } = Residue.lossless({ fields, wire })

/** Where Factory says a chat completion's reasoning a second time. */
const chatCompletion = "/chatCompletionReasoningContent"

const visibilities = [
  ["both", "everyone"],
  ["llm_only", "model"],
  ["user_only", "user"]
] as const

const isReasoning = (part: Part.Part): part is Part.Reasoning => part.type === "reasoning"

/** A thinking block of a chat-completion model carries the name of its field as signature. */
const isChatCompletion = (part: Part.Part): part is Part.Reasoning =>
  isReasoning(part) && (part.signature === "reasoning" || part.signature === "reasoning_content")
