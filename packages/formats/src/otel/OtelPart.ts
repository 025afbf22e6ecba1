/** The parts of OpenTelemetry's GenAI messages, and the canonical parts that they stand for. */
import { Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as PlainPart from "../PlainPart.js"

/** The prefix of the types that hold a canonical part with no other counterpart. */
const generic = "messages."

/** The part of an element; `unknown` with the whole element if no other part can say it. */
export const read = (element: Json.Json): Part.Part =>
  (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }

/** The element of a part. */
export const write = (part: Part.Part): Json.JsonObject => {
  switch (part.type) {
    case "text":
      return { type: "text", content: part.text }
    case "reasoning":
      return { type: "reasoning", content: part.text ?? part.summary ?? "" }
    case "tool-call":
      return Json.compact({
        type: "tool_call",
        id: part.callId,
        name: part.name,
        arguments: part.input ?? part.inputText
      })
    case "tool-result":
      return { type: "tool_call_response", id: part.callId, response: part.output ?? part.content ?? null }
    case "file":
      return file(part) ?? wrap(part)
    default:
      return wrap(part)
  }
}

const wrap = ({ type, ...part }: Part.Part): Json.JsonObject => ({ type: `${generic}${type}`, ...part })

const file = ({ data, fileId, kind, mediaType, url }: Part.File): Json.JsonObject | undefined => {
  const [, ofType] = /^(image|audio|video)\//.exec(mediaType ?? "") ?? []
  const base = { mime_type: mediaType, modality: ofType ?? kind ?? "document" }
  if (data !== undefined) return Json.compact({ type: "blob", ...base, content: data })
  if (url !== undefined) return Json.compact({ type: "uri", ...base, uri: url })
  return fileId === undefined ? undefined : Json.compact({ type: "file", ...base, file_id: fileId })
}

const typed = (element: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => Field.text(element, key)
  const type = text("type")
  const mediaType = text("mime_type")
  switch (type) {
    case "text":
      return Part.make({ type, text: text("content") })
    case "reasoning":
      return Part.make({ type, text: text("content") })
    case "tool_call":
      return Part.make({
        type: "tool-call",
        callId: text("id"),
        name: text("name"),
        input: Json.own(element, "arguments")
      })
    case "tool_call_response":
      return Part.make({ type: "tool-result", callId: text("id"), output: Json.own(element, "response") })
    case "blob":
      return Part.make({ type: "file", mediaType, kind: kindOf(element), data: text("content") })
    case "uri":
      return Part.make({ type: "file", mediaType, kind: kindOf(element), url: text("uri") })
    case "file":
      return Part.make({ type, mediaType, kind: kindOf(element), fileId: text("file_id") })
    default: {
      if (type?.startsWith(generic) !== true) return undefined
      return PlainPart.of({ ...element, type: type.slice(generic.length) })
    }
  }
}

/** The modality, if no media type implies it. */
const kindOf = (element: Json.JsonObject): Part.File["kind"] =>
  Field.text(element, "mime_type") === undefined ? Field.oneOf(element, "modality", kinds) : undefined

const kinds = ["image", "audio", "video", "document"] as const
