/** The signature of Gemini that Factory keeps beside the content of a message, as the signature of the message's only call. */
import type { Json, Message, Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The parts, with the signature in the call if there is one call and it has no signature of its own. */
export const read = (native: Json.JsonObject, parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const signature = NativeField.string(native, "geminiThoughtSignature")
  const call = signature === undefined ? undefined : onlyCall(parts)
  if (signature === undefined || call === undefined || call.signature !== undefined) return parts
  return parts.map((part) => (part === call ? Object.assign({}, call, { signature, at: place }) : part))
}

/** The message without the signature in its call, and the signature. */
export interface Apart {
  readonly message: Message.Message
  readonly signature: string | undefined
}

/** Takes the signature out of the call, if it was read from beside the content and the call is still the only one. Most messages have none. */
export const apart = (message: Message.Message): Apart | undefined => {
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
