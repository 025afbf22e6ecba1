/** The elements of a Veryfront message's parts in the canonical form, and back. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The part of an element; `unknown` with the whole element if no other type can represent it. */
export const read = (native: Json.Json): Part.Part =>
  (Json.isObject(native) ? typed(native) : undefined) ?? { type: "unknown", native }

/** The element, made from the fields of a part alone. */
export const write = (part: Part.Part): Json.Json => {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text }
    case "reasoning":
      return Json.compact({
        type: "reasoning",
        text: part.text,
        signature: part.signature,
        redactedData: part.encrypted
      })
    case "file":
      return Json.compact({
        type: part.fileId !== undefined && part.mediaType?.startsWith("image/") ? "image" : "file",
        upload_id: part.fileId,
        media_type: part.mediaType,
        filename: part.filename,
        url: part.url ?? DataUrl.write(part)
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
    case "refusal":
      return { type: "text", text: part.text }
  }
}

const typed = (native: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => NativeField.string(native, key)
  switch (native["type"]) {
    case "text":
      return Part.make({ type: "text", text: text("text") })
    case "reasoning":
      return Part.make({
        type: "reasoning",
        text: text("text"),
        signature: text("signature"),
        encrypted: text("redactedData")
      })
    case "image":
    case "file":
      return Part.make({
        type: "file",
        mediaType: text("media_type"),
        fileId: text("upload_id"),
        filename: text("filename"),
        ...DataUrl.read(text("url"), text("media_type"))
      })
    case "tool_call":
      return Part.make({
        type: "tool-call",
        callId: text("id"),
        name: text("name"),
        input: native["input"],
        state: NativeField.oneOf(native, "state", Part.ToolCallState.literals)
      })
    case "tool_result":
      return Part.make({
        type: "tool-result",
        callId: text("tool_call_id"),
        output: native["output"],
        isError: NativeField.boolean(native, "is_error")
      })
    case "citation":
      return Part.make({
        type: "citation",
        sourceId: text("source_id"),
        url: text("url"),
        title: text("title"),
        quote: text("quote")
      })
    case "source_document":
      return Part.make({
        type: "source",
        sourceId: text("source_id"),
        mediaType: text("media_type"),
        title: text("title"),
        filename: text("filename")
      })
    case "step_start":
      return { type: "step-start" }
    case "error":
      return Part.make({ type: "error", code: text("code"), message: text("message") })
    case "data":
      return Part.make({ type: "data", name: text("name"), value: native["value"] })
    default:
      return undefined
  }
}
