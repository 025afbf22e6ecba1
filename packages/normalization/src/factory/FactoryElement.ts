/** The elements of a Factory message's content as parts, and back. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The part of an element; `unknown` with the whole element if no other type can represent it. */
export const read = (native: Json.Json): Part.Part =>
  (Json.isObject(native) ? typed(native) : undefined) ?? { type: "unknown", native }

/** The element, made from the fields of a part alone. */
export const write = (part: Part.Part): Json.Json => {
  const { id } = part
  switch (part.type) {
    case "text":
      return Json.compact({ id, type: "text", text: part.text })
    case "reasoning":
      return part.encrypted === undefined
        ? Json.compact({
            id,
            type: "thinking",
            thinking: part.text,
            signature: part.signature,
            signatureProvider: part.signedBy,
            durationMs: part.durationMs
          })
        : Json.compact({ id, type: "redacted_thinking", data: part.encrypted })
    case "file":
      return Json.compact({
        id,
        type: part.mediaType?.startsWith("image/") ? "image" : "document",
        source: source(part)
      })
    case "tool-call":
      return Json.compact({
        type: "tool_use",
        id: part.callId,
        name: part.name,
        input: part.input,
        thoughtSignature: part.signature
      })
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
    case "refusal":
      return { type: "text", text: part.text }
    default:
      return null
  }
}

const typed = (native: Json.JsonObject): Part.Part | undefined => {
  const id = NativeField.string(native, "id")
  switch (native["type"]) {
    case "text":
      return Part.make({ type: "text", text: NativeField.string(native, "text"), id })
    case "image":
    case "document":
      return Part.make({ type: "file", ...file(NativeField.object(native, "source") ?? {}), id })
    case "thinking":
      return thinking(native, id)
    case "redacted_thinking": {
      return Part.make({ type: "reasoning", encrypted: NativeField.string(native, "data"), id })
    }
    case "tool_use":
      // The id of a tool use is the id of the call, not of the part.
      return Part.make({
        type: "tool-call",
        callId: NativeField.string(native, "id"),
        name: NativeField.string(native, "name"),
        input: native["input"],
        signature: NativeField.string(native, "thoughtSignature")
      })
    case "tool_result":
      return Part.make({ type: "tool-result", ...toolResult(native), id })
    default:
      return undefined
  }
}

const thinking = (native: Json.JsonObject, id: string | undefined): Part.Reasoning | undefined => {
  const text = NativeField.string(native, "thinking")
  if (text === undefined) return undefined
  // The name of a field of chat completions is not a signature.
  const signature = NativeField.string(native, "signature")
  return Part.make({
    type: "reasoning",
    text,
    signature: signature === "reasoning" || signature === "reasoning_content" ? undefined : signature,
    signedBy: NativeField.string(native, "signatureProvider"),
    durationMs: NativeField.number(native, "durationMs"),
    id
  })
}

/** A text document has its media type in `mime`, because its `mediaType` is always `text/plain`. */
const file = (source: Json.JsonObject) => {
  const kind = source["type"]
  const mime = kind === "text" ? NativeField.string(source, "mime") : undefined
  const data = NativeField.string(source, "data")
  return {
    mediaType: mime ?? NativeField.string(source, "mediaType"),
    data: kind === "base64" ? DataUrl.base64(data) : undefined,
    text: kind === "text" ? data : undefined,
    filename: NativeField.string(source, "name"),
    path: NativeField.string(source, "path"),
    extractedText: NativeField.string(source, "parsedData")
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
    callId: NativeField.string(native, "toolUseId"),
    output: Json.isArray(content) ? undefined : content,
    content: Json.isArray(content) ? content.map(nested) : undefined,
    isError: NativeField.boolean(native, "isError")
  }
}

/** A tool result holds texts, images and documents; any other element stays native. */
const nested = (native: Json.Json): Part.Text | Part.File | Part.Unknown => {
  const part = read(native)
  return part.type === "text" || part.type === "file" || part.type === "unknown" ? part : { type: "unknown", native }
}
