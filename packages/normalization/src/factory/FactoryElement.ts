/** The elements of a Factory message's content as parts, and back. */
import { Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"

/** The part of an element; `unknown` with the whole element if no other part can say it. */
export const read = (native: Json.Json): Part.Part =>
  (Json.isObject(native) ? typed(native) : undefined) ?? { type: "unknown", native }

/** The element that the fields of a part alone say. */
export const write = (part: Part.Part): Json.Json => {
  const { id } = part
  switch (part.type) {
    case "text":
      return Json.compact({ id, type: "text", text: part.text })
    case "reasoning":
      return part.redacted === undefined
        ? Json.compact({
            id,
            type: "thinking",
            thinking: part.text,
            signature: part.signature,
            signatureProvider: part.signedBy,
            durationMs: part.durationMs
          })
        : Json.compact({ id, type: "redacted_thinking", data: part.redacted })
    case "file":
      return Json.compact({
        id,
        type: part.mediaType.startsWith("image/") ? "image" : "document",
        source: source(part)
      })
    case "tool-call":
      return { type: "tool_use", id: part.callId, name: part.name, input: part.input }
    case "tool-result":
      return Json.compact({
        id,
        type: "tool_result",
        toolUseId: part.callId,
        content: part.output === undefined ? part.content?.map(write) : part.output,
        isError: part.isError
      })
    case "unknown":
      return part.native
    default:
      return part
  }
}

const typed = (native: Json.JsonObject): Part.Part | undefined => {
  const id = Field.string(native, "id")
  switch (native["type"]) {
    case "text":
      return Part.make({ type: "text", text: Field.string(native, "text"), id })
    case "image":
    case "document":
      return Part.make({ type: "file", ...file(Field.object(native, "source") ?? {}), id })
    case "thinking":
      return thinking(native, id)
    case "redacted_thinking": {
      const redacted = Field.string(native, "data")
      return redacted === undefined ? undefined : Part.make({ type: "reasoning", redacted, id })
    }
    case "tool_use":
      // The id of a tool use is the id of the call, not of the part.
      return Part.make({
        type: "tool-call",
        callId: Field.string(native, "id"),
        name: Field.string(native, "name"),
        input: native["input"]
      })
    case "tool_result":
      return Part.make({ type: "tool-result", ...toolResult(native), id })
    default:
      return undefined
  }
}

const thinking = (native: Json.JsonObject, id: string | undefined): Part.Reasoning | undefined => {
  const text = Field.string(native, "thinking")
  if (text === undefined) return undefined
  return Part.make({
    type: "reasoning",
    text,
    signature: Field.string(native, "signature"),
    signedBy: Field.string(native, "signatureProvider"),
    durationMs: Field.number(native, "durationMs"),
    id
  })
}

/** A text document has its media type in `mime`, because its `mediaType` is always `text/plain`. */
const file = (source: Json.JsonObject) => {
  const kind = source["type"]
  const mime = kind === "text" ? Field.string(source, "mime") : undefined
  const data = Field.string(source, "data")
  return {
    mediaType: mime ?? Field.string(source, "mediaType"),
    data: kind === "base64" ? data : undefined,
    text: kind === "text" ? data : undefined,
    filename: Field.string(source, "name"),
    path: Field.string(source, "path"),
    extractedText: Field.string(source, "parsedData")
  }
}

const source = ({ data, extractedText, filename, mediaType, path, text }: Part.File): Json.JsonObject => {
  const common = { name: filename, path, parsedData: extractedText }
  const mime = mediaType === "text/plain" ? undefined : mediaType
  return Json.compact(
    text === undefined
      ? { type: "base64", mediaType, data, ...common }
      : { type: "text", mediaType: "text/plain", data: text, mime, ...common }
  )
}

const toolResult = (native: Json.JsonObject) => {
  const content = native["content"]
  return {
    callId: Field.string(native, "toolUseId"),
    output: typeof content === "string" ? content : undefined,
    content: Json.isArray(content) ? content.map(nested) : undefined,
    isError: Field.boolean(native, "isError")
  }
}

/** A tool result holds texts, images and documents; anything else in it stays native. */
const nested = (native: Json.Json): Part.Text | Part.File | Part.Unknown => {
  const part = read(native)
  return part.type === "text" || part.type === "file" || part.type === "unknown" ? part : { type: "unknown", native }
}
