/** Factory's messages in the canonical form, and back. */
import { type Address, Format, Json, type Message, type Part, Time } from "@org/messages-core"
import * as Field from "../Field.js"
import * as FactoryElement from "./FactoryElement.js"

/** The canonical fields of a native message. */
export const read = (native: Json.JsonObject, address: Address.MessageAddress<"factory">): Message.Message => {
  const parts = Field.elements(native, "content").map(FactoryElement.read)
  const thought = Field.string(native, "chatCompletionReasoningContent")
  const isRepeated = thought === undefined || parts.some((part) => isChatCompletion(part) && part.text === thought)
  const signature = Field.string(native, "chatCompletionReasoningField")
  return Json.compact({
    version: 1 as const,
    provider: "factory" as const,
    ref: address.ref,
    id: Field.string(native, "id"),
    conversation: { id: address.sessionId },
    parentId: Field.string(native, "parentId"),
    role: Field.role(native),
    visibility: visibilities.find(([theirs]) => theirs === native["visibility"])?.[1],
    parts: isRepeated
      ? parts
      : [Json.compact({ type: "reasoning" as const, text: thought, signature, at: chatCompletion }), ...parts],
    createdAt: Time.from(native["createdAt"]),
    updatedAt: Time.from(native["updatedAt"])
  })
}

/** The native message that the fields alone say. */
export const write = (message: Message.Message): Json.JsonObject => {
  const { parts } = message
  const thought = parts.filter(isReasoning).find(({ at }) => at === chatCompletion) ?? parts.find(isChatCompletion)
  return Json.compact({
    id: message.id,
    role: Field.nativeRole(message.role),
    content: parts.filter(isContent).map(FactoryElement.write),
    createdAt: message.createdAt === undefined ? undefined : Time.toNumber(message.createdAt),
    updatedAt: message.updatedAt === undefined ? undefined : Time.toNumber(message.updatedAt),
    parentId: message.parentId,
    visibility: visibilities.find(([, canonical]) => canonical === message.visibility)?.[0],
    chatCompletionReasoningField: thought?.signature,
    chatCompletionReasoningContent: thought?.text
  })
}

export const { fromMessage, toMessage } = Format.single({
  read,
  write,
  lists: { content: { holds: (part) => isContent(part), nested: "content" } }
})

/** Where Factory repeats the reasoning of a chat completion. */
const chatCompletion = "/chatCompletionReasoningContent"

const visibilities = [
  ["both", "everyone"],
  ["llm_only", "model"],
  ["user_only", "user"]
] as const

const isContent = ({ at }: Part.Part): boolean => at !== chatCompletion

const isReasoning = (part: Part.Part): part is Part.Reasoning => part.type === "reasoning"

/** A thinking block of a chat-completion model has the name of its field as signature. */
const isChatCompletion = (part: Part.Part): part is Part.Reasoning =>
  isReasoning(part) && (part.signature === "reasoning" || part.signature === "reasoning_content")
