/** The content of messages of Chat Completions, and the canonical parts that it stands for. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as Arguments from "../openai/Arguments.js"
import * as OpenAiFile from "../openai/OpenAiFile.js"
import type { Content, Refusal, ToolCall } from "./ChatMessage.js"

/** The content of a list of parts: a single text as a string; `undefined` for an empty list. */
export const write = (parts: ReadonlyArray<Part.Part>): string | ReadonlyArray<Json.Json> | undefined => {
  const said = parts.filter(
    ({ type }) => type === "text" || type === "refusal" || type === "file" || type === "unknown"
  )
  const [first] = said
  if (said.length === 1 && first?.type === "text") return first.text
  const elements = said.flatMap((part): ReadonlyArray<Json.Json> => {
    if (part.type === "unknown") return [part.native]
    const element = elementOf(part)
    return element === undefined ? [] : [element]
  })
  return elements.length === 0 ? undefined : elements
}

/** The parts of a content. */
export const read = (content: Json.Json | undefined): ReadonlyArray<Part.Part> => {
  if (typeof content === "string") return [{ type: "text", text: content }]
  return Json.isArray(content) ? content.map((element) => partOf(element) ?? { type: "unknown", native: element }) : []
}

/** The element of a part; `undefined` if the API has none for it. */
export const elementOf = (part: Part.Part): Content | Refusal | undefined => {
  if (part.type === "text") return { type: "text", text: part.text }
  if (part.type === "refusal") return { type: "refusal", refusal: part.text }
  if (part.type !== "file") return undefined
  const url = OpenAiFile.imageUrl(part)
  if (url !== undefined) return { type: "image_url", image_url: { url } }
  const { data, filename, mediaType } = part
  const format = mediaType === undefined ? undefined : audio.get(mediaType)
  if (format !== undefined && data !== undefined && data !== "" && DataUrl.isBase64(data))
    return { type: "input_audio", input_audio: { data, format } }
  const file = OpenAiFile.documentData(part)
  return file === undefined ? undefined : { type: "file", file: Json.compact({ file_data: file, filename }) }
}

/** A call. */
export const writeCall = (call: Part.ToolCall): ToolCall => ({
  type: "function",
  id: call.callId,
  function: { name: call.name, arguments: Arguments.write(call) }
})

/** The part of a call; a call of a custom tool has its input as text. */
export const readCall = (element: Json.Json): Part.Part => {
  const native = Json.isObject(element) ? element : {}
  const called = Field.object(native, "function")
  const custom = Field.object(native, "custom")
  const call = Part.make({
    type: "tool-call",
    callId: Field.text(native, "id"),
    name: Field.text(called ?? custom ?? {}, "name"),
    input: undefined,
    ...(called === undefined
      ? { inputText: custom && Field.text(custom, "input") }
      : Arguments.read(Field.text(called, "arguments"))),
    state: undefined,
    approval: undefined,
    executedBy: undefined,
    signature: undefined
  })
  return call ?? { type: "unknown", native: element, at: "/tool_calls" }
}

const audio: ReadonlyMap<string, "wav" | "mp3"> = new Map([
  ["audio/wav", "wav"],
  ["audio/mpeg", "mp3"]
])

const partOf = (element: Json.Json): Part.Part | undefined => {
  if (!Json.isObject(element)) return undefined
  switch (Field.text(element, "type")) {
    case "text":
      return Part.make({ type: "text", text: Field.text(element, "text") })
    case "refusal":
      return Part.make({ type: "refusal", text: Field.text(element, "refusal") })
    case "image_url": {
      const url = Field.text(Field.object(element, "image_url") ?? {}, "url")
      return url === undefined ? undefined : OpenAiFile.readImage(url)
    }
    case "input_audio": {
      const native = Field.object(element, "input_audio") ?? {}
      const format = Field.text(native, "format")
      const mediaType = [...audio].find(([, name]) => name === format)?.[0]
      return Part.make({ type: "file", data: Field.text(native, "data"), mediaType })
    }
    case "file": {
      const native = Field.object(element, "file") ?? {}
      const data = Field.text(native, "file_data")
      return Part.make({
        type: "file",
        ...(data === undefined ? {} : OpenAiFile.readDocument(data)),
        fileId: Field.text(native, "file_id"),
        filename: Field.text(native, "filename")
      })
    }
    default:
      return undefined
  }
}
