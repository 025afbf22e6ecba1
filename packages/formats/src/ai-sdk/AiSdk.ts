/** The AI SDK's UI messages (`UIMessage` of `ai` 6 and 7). */
import { type Format, Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Field from "../Field.js"
import * as AiSdkGroup from "./AiSdkGroup.js"
import type { AiSdkMessage } from "./AiSdkMessage.js"
import * as AiSdkPart from "./AiSdkPart.js"
import * as AiSdkTool from "./AiSdkTool.js"

const name = "ai-sdk"

const write = (group: Messages, invent: Format.Invent = () => ""): Run => {
  const [message] = group
  if (message === undefined) return []
  const results = AiSdkGroup.answers(group)
  const parts = message.parts
    .filter((part) => part.type !== "tool-result" || results.get(part.callId) !== part)
    .map((part): Json.Json => {
      if (part.type === "unknown") return part.native
      if (part.type === "tool-call") return AiSdkTool.write(part, results.get(part.callId), invent)
      return AiSdkPart.write(part, invent)
    })
  const role = roleOf(message.role)
  return [
    Json.compact({
      id: message.id ?? invent("msg"),
      role,
      metadata: message.metadata,
      parts: parts.length === 0 && role !== "assistant" ? [AiSdkPart.wrap(null)] : parts
    })
  ]
}

/**
 * Four variants: the results of a message follow it in one message, in one message each, or are in the message itself; or the UI message is one
 * unknown part, because its results would be folded into the message before it.
 */
const read = (run: Run, variant: string = "next"): Messages =>
  run.flatMap((native) => {
    const elements = Field.elements(native, "parts")
    const message = (parts: ReadonlyArray<Part.Part>): Message.Message =>
      Json.compact({
        version: 1 as const,
        format: name,
        id: Field.text(native, "id"),
        role: Field.oneOf(native, "role", ["user", "assistant", "system"]) ?? ("participant" as const),
        parts,
        metadata: Field.object(native, "metadata")
      })
    if (variant === "whole") return [message([{ type: "unknown", native }])]
    const resultOf = (element: Json.Json) => AiSdkTool.readResult(element) ?? []
    if (variant === "same")
      return [message(elements.flatMap((element) => [...AiSdkPart.read(element), ...[resultOf(element)].flat()]))]
    const results = elements.flatMap(resultOf)
    const answers = variant === "each" ? results.map((result) => [result]) : results.length > 0 ? [results] : []
    return [
      message(elements.flatMap(AiSdkPart.read)),
      ...answers.map((parts): Message.Message => ({ version: 1, format: name, role: "tool", parts }))
    ]
  })

/** A part of another format with no UI counterpart becomes a data part. */
const expressible = (message: Message.Message): Message.Message =>
  message.parts.some(({ type }) => type === "unknown")
    ? {
        ...message,
        parts: message.parts.map((part) =>
          part.type === "unknown" ? { type: "data", name: AiSdkPart.wrapper, value: part } : part
        )
      }
    : message

const roleOf = (role: Message.Role): AiSdkMessage["role"] => {
  if (role === "tool") return "assistant"
  if (role === "developer") return "system"
  return role === "participant" ? "user" : role
}

/** The format. */
export const definition: Definition = {
  name,
  split: AiSdkGroup.split,
  write,
  read,
  expressible,
  variants: ["next", "each", "same", "whole"],
  recognizes: Recognition.aiSdk,
  slot: MetadataSlot.of("metadata"),
  refusesEmpty: true
}

/** Whether a UI message that was imported before is one that an export may write. */
const isMessage = (element: Json.JsonObject): element is AiSdkMessage =>
  Field.text(element, "id") !== undefined &&
  Field.oneOf(element, "role", ["user", "assistant", "system"]) !== undefined &&
  Field.elements(element, "parts").every(Json.isObject)

const converter = Converter.typed(definition, isMessage)

const toUIMessages = converter.export
const fromUIMessages = converter.import

export {
  /** The UI messages of a conversation, as `validateUIMessages` and `convertToModelMessages` take them. */
  toUIMessages as export,
  /** The messages of UI messages. */
  fromUIMessages as import
}
