/** The elements of a Veryfront message's parts in the canonical form, and back. */
import { Json, Part, Residue } from "@org/messages-core"
import * as Field from "../Field.js"

/** The part that an element is; `unknown` with the whole of it where it is no other. */
export const fields = (native: Json.Json): Part.Part =>
  (Json.isObject(native) ? typed(native) : undefined) ?? { type: "unknown", native }

/** The element that the fields of a part alone say. */
export const wire = (part: Part.Part): Json.Json => {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text }
    case "reasoning":
      return Json.compact({ type: "reasoning", text: part.text, signature: part.signature })
    case "file":
      return Json.compact({
        type: part.mediaType.startsWith("image/") ? "image" : "file",
        upload_id: part.uploadId,
        media_type: part.mediaType,
        filename: part.filename,
        url: part.url
      })
    case "tool-call":
      return Json.compact({ type: "tool_call", id: part.callId, name: part.name, input: part.input, state: part.state })
    case "tool-result":
      return Json.compact({
        type: "tool_result",
        tool_call_id: part.callId,
        output: part.output,
        is_error: part.isError
      })
    case "citation":
      return Json.compact({
        type: "citation",
        source_id: part.sourceId,
        url: part.url,
        title: part.title,
        quote: part.quote
      })
    case "source":
      return Json.compact({
        type: "source_document",
        source_id: part.sourceId,
        media_type: part.mediaType,
        title: part.title,
        filename: part.filename
      })
    case "step-start":
      return { type: "step_start" }
    case "error":
      return { type: "error", code: part.code, message: part.message }
    case "data":
      return Json.compact({ type: "data", name: part.name, value: part.value })
    case "unknown":
      return part.native
  }
}

/** One element of the parts. */
export const element: Residue.Lossless<Part.Part, Json.Json> = Residue.lossless({ fields, wire })

const typed = (native: Json.JsonObject): Part.Part | undefined => {
  const own = (key: string) => Json.own(native, key)
  const text = (key: string) => Field.string(native, key)
  switch (own("type")) {
    case "text":
      return Field.part({ type: "text", text: own("text") })
    case "reasoning":
      return Field.part({ type: "reasoning", text: text("text"), signature: text("signature") })
    case "image":
    case "file":
      return Field.part({
        type: "file",
        mediaType: own("media_type"),
        uploadId: text("upload_id"),
        filename: text("filename"),
        url: text("url")
      })
    case "tool_call":
      return Field.part({
        type: "tool-call",
        callId: own("id"),
        name: own("name"),
        input: own("input"),
        state: toState(own("state"))
      })
    case "tool_result":
      return Field.part({
        type: "tool-result",
        callId: own("tool_call_id"),
        output: own("output"),
        isError: Field.boolean(native, "is_error")
      })
    case "citation":
      return Field.part({
        type: "citation",
        sourceId: own("source_id"),
        url: text("url"),
        title: text("title"),
        quote: text("quote")
      })
    case "source_document":
      return Field.part({
        type: "source",
        sourceId: own("source_id"),
        mediaType: own("media_type"),
        title: text("title"),
        filename: text("filename")
      })
    case "step_start":
      return { type: "step-start" }
    case "error":
      return Field.part({ type: "error", code: own("code"), message: own("message") })
    case "data":
      return Field.part({ type: "data", name: own("name"), value: own("value") })
    default:
      return undefined
  }
}

const toState = Field.as(Part.ToolCallState)
