/** The elements of a Factory message's content as parts, and back. */
import { Json, type Part, Residue } from "@org/messages-core"
import * as Field from "../Field.js"

/** The part that an element is; `unknown` with the whole of it where it is no other. */
export const fields = (native: Json.Json): Part.Part =>
  (Json.isObject(native) ? typed(native) : undefined) ?? { type: "unknown", native }

/** The element that the fields of a part alone say. */
export const wire = (part: Part.Part): Json.Json => {
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
        content: part.output === undefined ? part.content?.map(element.from) : part.output,
        isError: part.isError
      })
    case "unknown":
      return part.native
    default:
      return part
  }
}

/** One element of the content, or of a tool result's. */
export const element: Residue.Lossless<Part.Part, Json.Json> = Residue.lossless({ fields, wire })

const typed = (native: Json.JsonObject): Part.Part | undefined => {
  const id = Field.string(native, "id")
  switch (Json.own(native, "type")) {
    case "text":
      return Field.part({ type: "text", text: Json.own(native, "text"), id })
    case "image":
    case "document":
      return Field.part({ type: "file", ...file(Field.object(native, "source") ?? {}), id })
    case "thinking":
      return Json.own(native, "thinking") === undefined ? undefined : Field.part({ ...thinking(native), id })
    case "redacted_thinking":
      return Json.own(native, "data") === undefined
        ? undefined
        : Field.part({ type: "reasoning", redacted: Json.own(native, "data"), id })
    // The id of a tool use is the id of the call, not of the part.
    case "tool_use":
      return Field.part({
        type: "tool-call",
        callId: Json.own(native, "id"),
        name: Json.own(native, "name"),
        input: Json.own(native, "input")
      })
    case "tool_result":
      return Field.part({ type: "tool-result", ...toolResult(native), id })
    default:
      return undefined
  }
}

const thinking = (native: Json.JsonObject) => ({
  type: "reasoning",
  text: Json.own(native, "thinking"),
  signature: Field.string(native, "signature"),
  signedBy: Field.string(native, "signatureProvider"),
  durationMs: Field.number(native, "durationMs")
})

/** A text document says its media type in `mime`, as its `mediaType` is always `text/plain`. */
const file = (source: Json.JsonObject) => {
  const kind = Json.own(source, "type")
  const mime = kind === "text" ? Field.string(source, "mime") : undefined
  const data = Field.string(source, "data")
  return {
    mediaType: mime ?? Json.own(source, "mediaType"),
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
  const content = Json.own(native, "content")
  return {
    callId: Json.own(native, "toolUseId"),
    output: typeof content === "string" ? content : undefined,
    content: Json.isArray(content) ? content.map(nested) : undefined,
    isError: Field.boolean(native, "isError")
  }
}

/** A tool result holds texts, images and documents; anything else in it stays native. */
const nested = (native: Json.Json): Part.Text | Part.File | Part.Unknown => {
  const part = element.to(native)
  return part.type === "text" || part.type === "file" || part.type === "unknown" ? part : { type: "unknown", native }
}
