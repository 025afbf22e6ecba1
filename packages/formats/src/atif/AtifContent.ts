/** The content of steps of ATIF, and the canonical parts that it stands for. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import type { Content, ToolCall } from "./AtifStep.js"

/** The content of a list of parts: a single text as a string. */
export const write = (parts: ReadonlyArray<Part.Part>): string | ReadonlyArray<Json.Json> => {
  const [first] = parts
  if (first === undefined) return ""
  if (parts.length === 1 && first.type === "text" && first.text !== "") return first.text
  return parts.flatMap((part): ReadonlyArray<Json.Json> => {
    if (part.type === "unknown") return [part.native]
    const element = elementOf(part)
    return element === undefined ? [] : [element]
  })
}

/** The element of a text or an image; `undefined` for other parts. */
export const elementOf = (part: Part.Part): Content | undefined => {
  if (part.type === "text" || part.type === "refusal") return { type: "text", text: part.text }
  if (part.type !== "file") return undefined
  const { mediaType, path: file, url } = part
  const path = url ?? DataUrl.write(part) ?? file
  return mediaType === undefined || !images.includes(mediaType) || path === undefined
    ? undefined
    : { type: "image", source: { media_type: mediaType, path } }
}

/** The parts of a content. */
export const read = (content: Json.Json | undefined): ReadonlyArray<Part.Text | Part.File | Part.Unknown> => {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }]
  if (!Json.isArray(content)) return []
  return content.map(
    (element) => (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }
  )
}

/** The entry of a call. Arguments that are not an object are wrapped in one. */
export const writeCall = ({ callId, input, inputText, name }: Part.ToolCall): ToolCall => {
  const value = input ?? inputText
  const object = value === undefined ? {} : Json.isObject(value) ? value : { value }
  return { tool_call_id: callId, function_name: name, arguments: object }
}

/** The call of an entry. */
export const readCall = (entry: Json.Json): Part.ToolCall | Part.Unknown => {
  const call = Json.isObject(entry) ? entry : {}
  return (
    Part.make({
      type: "tool-call",
      callId: Field.text(call, "tool_call_id"),
      name: Field.text(call, "function_name"),
      input: Json.own(call, "arguments")
    }) ?? { type: "unknown", native: entry, at: "/tool_calls" }
  )
}

const images: ReadonlyArray<string> = ["image/jpeg", "image/png", "image/gif", "image/webp"]

const typed = (element: Json.JsonObject): Part.Text | Part.File | undefined => {
  const type = Field.oneOf(element, "type", ["text", "image", "audio"])
  if (type === undefined) return undefined
  if (type === "text") return Part.make({ type, text: Field.text(element, "text") })
  const source = Field.object(element, "source") ?? {}
  const mediaType = Field.text(source, "media_type")
  const path = Field.text(source, "path")
  const place = path !== undefined && /^(https?|data):/.test(path) ? DataUrl.read(path, mediaType) : { path }
  return mediaType === undefined ? undefined : Part.make({ type: "file", mediaType, ...place })
}
