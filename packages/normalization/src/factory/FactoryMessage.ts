/** Factory's messages in the canonical form, and back. */
import { type Address, Format, Json, Message, Time } from "@org/messages-core"
import * as NativeField from "../NativeField.js"
import * as FactoryElement from "./FactoryElement.js"
import * as FactoryExpressible from "./FactoryExpressible.js"
import * as FactoryReasoning from "./FactoryReasoning.js"
import * as FactorySignature from "./FactorySignature.js"

/** The canonical fields of a native message. */
export const read = (native: Json.JsonObject, address?: Address.MessageAddress<"factory">): Message.Message =>
  Json.compact({
    version: 1 as const,
    format: "factory",
    ref: address?.ref,
    id: NativeField.string(native, "id"),
    conversation: NativeField.conversation(address?.sessionId),
    parentId: NativeField.string(native, "parentId"),
    role: NativeField.role(native),
    visibility: visibilities.find(([theirs]) => theirs === native["visibility"])?.[1],
    phase: NativeField.oneOf(native, "openaiPhase", Message.Phase.literals),
    parts: FactorySignature.read(
      native,
      FactoryReasoning.read(native, NativeField.elements(native, "content").map(FactoryElement.read))
    ),
    createdAt: Time.from(native["createdAt"]),
    updatedAt: Time.from(native["updatedAt"]),
    model: NativeField.string(native, "modelId")
  })

/** The native message, made from the fields alone. */
export const write = (message: Message.Message): Json.JsonObject => {
  const extracted = FactorySignature.extract(message)
  return extracted === undefined
    ? fields(message)
    : Json.compact({ ...fields(extracted.message), geminiThoughtSignature: extracted.signature })
}

/** Everything except Gemini's signature. */
const fields = (message: Message.Message): Json.JsonObject => {
  const { parts } = message
  const { chat, responses } = FactoryReasoning.outsideContent(parts)
  return Json.compact({
    id: message.id,
    role: NativeField.nativeRole(message.role),
    content: parts.filter(FactoryReasoning.isContent).map(FactoryElement.write),
    createdAt: message.createdAt && Time.toEpoch(message.createdAt),
    updatedAt: message.updatedAt && Time.toEpoch(message.updatedAt),
    parentId: message.parentId,
    visibility: visibilities.find(([, canonical]) => canonical === message.visibility)?.[0],
    openaiPhase: message.phase,
    modelId: message.model,
    chatCompletionReasoningContent: chat?.text,
    openaiReasoningId: responses?.id,
    openaiReasoningSummary: responses?.summary,
    openaiEncryptedContent: responses?.encrypted
  })
}

/** Factory's contract allows only the keys and kinds of elements that it lists, and times in milliseconds. */
export const expressible = ({ createdAt, model, role, updatedAt, ...message }: Message.Message): Message.Message => ({
  ...message,
  ...(createdAt !== undefined && { createdAt: Time.withMilliseconds(createdAt) }),
  ...(updatedAt !== undefined && { updatedAt: Time.withMilliseconds(updatedAt) }),
  role: role === "developer" ? "system" : role,
  parts: FactoryReasoning.expressible(message.parts.flatMap(FactoryExpressible.parts))
})

/** The format of Factory's messages. */
export const format = Format.single({
  name: "factory",
  read,
  write,
  lists: { content: { holds: FactoryReasoning.isContent, nested: "content" } },
  expressible
})

const visibilities = [
  ["both", "everyone"],
  ["llm_only", "model"],
  ["user_only", "user"]
] as const
