/** Gemini's signature, which Factory keeps outside the content of a message: it becomes the signature of the message's only tool call. */
import type { Json, Message, Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The parts, with the signature in the tool call if there is exactly one and it has no signature yet. */
export const read = (native: Json.JsonObject, parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const signature = NativeField.string(native, "geminiThoughtSignature")
  const call = signature === undefined ? undefined : onlyCall(parts)
  if (signature === undefined || call === undefined || call.signature !== undefined) return parts
  return parts.map((part) => (part === call ? Object.assign({}, call, { signature, at: place }) : part))
}

/** The message without the signature in its call, and the signature. */
export interface Extracted {
  readonly message: Message.Message
  readonly signature: string | undefined
}

/** Takes the signature out of the call if it came from outside the content and the call is still the only one. Most messages have none. */
export const extract = (message: Message.Message): Extracted | undefined => {
  const call = onlyCall(message.parts)
  if (call?.at !== place) return undefined
  const { signature, ...bare } = call
  return { message: { ...message, parts: message.parts.map((part) => (part === call ? bare : part)) }, signature }
}

const place = "/geminiThoughtSignature"

const onlyCall = (parts: ReadonlyArray<Part.Part>): Part.ToolCall | undefined => {
  let only: Part.ToolCall | undefined
  for (const part of parts)
    if (part.type === "tool-call") {
      if (only !== undefined) return undefined
      only = part
    }
  return only
}
