/** The content of AG-UI's messages, and the canonical parts that it stands for. */
import { Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as Arguments from "../openai/Arguments.js"
import type { Content, Source, ToolCall } from "./AgUiMessage.js"

/** The content of a list of parts: a single text as a string. */
export const write = (parts: ReadonlyArray<Part.Part>): string | ReadonlyArray<Json.Json> => {
  const [first] = parts
  if (parts.length === 1 && first?.type === "text") return first.text
  return parts.flatMap((part): ReadonlyArray<Json.Json> => {
    if (part.type === "unknown") return [part.native]
    const element = elementOf(part)
    return element === undefined ? [] : [element]
  })
}

/** The element of a text or a file; `undefined` for other parts, and for a file without bytes or an address. */
export const elementOf = (part: Part.Part): Content | undefined => {
  if (part.type === "text") return { type: "text", text: part.text }
  if (part.type !== "file") return undefined
  const { data, fileId, kind, mediaType, url } = part
  const [, ofType] = /^(image|audio|video)\//.exec(mediaType ?? "") ?? []
  const type = kinds.find((one) => one === (ofType ?? (mediaType === undefined ? kind : undefined))) ?? "document"
  const source = ((): Source | undefined => {
    if (data !== undefined && mediaType !== undefined) return { type: "data", value: data, mimeType: mediaType }
    if (url !== undefined) return Json.compact({ type: "url" as const, value: url, mimeType: mediaType })
    return fileId === undefined
      ? undefined
      : Json.compact({ type: "file" as const, value: fileId, mimeType: mediaType })
  })()
  return source && { type, source }
}

/** The parts of a content. */
export const read = (content: Json.Json | undefined): ReadonlyArray<Part.Text | Part.File | Part.Unknown> => {
  if (typeof content === "string") return [{ type: "text", text: content }]
  if (!Json.isArray(content)) return []
  return content.map(
    (element) => (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }
  )
}

/** The entry of a call. */
export const writeCall = (call: Part.ToolCall): ToolCall =>
  Json.compact({
    id: call.callId,
    type: "function" as const,
    function: { name: call.name, arguments: Arguments.write(call) },
    encryptedValue: call.signature
  })

/** The call of an entry. */
export const readCall = (entry: Json.Json): Part.ToolCall | Part.Unknown => {
  const call = Json.isObject(entry) ? entry : {}
  const made = Field.object(call, "function") ?? {}
  return (
    Part.make({
      type: "tool-call",
      callId: Field.text(call, "id"),
      name: Field.text(made, "name"),
      input: undefined,
      ...Arguments.read(Field.text(made, "arguments")),
      signature: Field.text(call, "encryptedValue")
    }) ?? { type: "unknown", native: entry, at: "/toolCalls" }
  )
}

const kinds = ["image", "audio", "video"] as const

const typed = (element: Json.JsonObject): Part.Text | Part.File | undefined => {
  const type = Field.oneOf(element, "type", ["text", "image", "audio", "video", "document"])
  const id = Field.text(element, "id")
  if (type === undefined) return undefined
  if (type === "text") return Part.make({ type, text: Field.text(element, "text"), id })
  const source = Field.object(element, "source") ?? {}
  const value = Field.text(source, "value")
  const mediaType = Field.text(source, "mimeType")
  const from = Field.text(source, "type")
  return Part.make({
    type: "file",
    id,
    kind: mediaType === undefined && type !== "document" ? type : undefined,
    mediaType,
    data: from === "data" ? value : undefined,
    url: from === "url" ? value : undefined,
    fileId: from === "file" ? value : undefined
  })
}
