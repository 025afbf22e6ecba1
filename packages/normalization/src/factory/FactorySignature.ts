/** The signature of Gemini that Factory keeps beside the content of a message, as the signature of the message's only call. */
import { type Json, type Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The parts, with the signature in the call if there is one call and it has no signature of its own. */
export const read = (native: Json.JsonObject, parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const signature = NativeField.string(native, "geminiThoughtSignature")
  const call = signature === undefined ? undefined : onlyCall(parts)
  if (signature === undefined || call === undefined || call.signature !== undefined) return parts
  return parts.map((part) => (part === call ? Object.assign({}, call, { signature, at: place }) : part))
}

/** What stands beside the content, and the parts without it. */
export interface Apart {
  readonly parts: ReadonlyArray<Part.Part>
  readonly signature: string | undefined
}

/** Takes the signature out of the call, if it was read from beside the content and the call is still the only one. */
export const apart = (parts: ReadonlyArray<Part.Part>): Apart => {
  const call = parts.some(({ at }) => at === place) ? onlyCall(parts) : undefined
  if (call === undefined || call.at !== place) return { parts, signature: undefined }
  const { signature, ...bare } = call
  return { parts: parts.map((part) => (part === call ? bare : part)), signature }
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
