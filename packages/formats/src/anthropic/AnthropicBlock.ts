/** The blocks of Anthropic's messages, and the canonical parts that they stand for. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import type { Content, ImageType, Thinking, ToolResult, ToolUse } from "./AnthropicMessage.js"

/** The part of a block; `unknown` with the whole block if no other part can say it. */
export const read = (block: Json.Json): Part.Part =>
  (Json.isObject(block) ? (inner(block) ?? typed(block)) : undefined) ?? { type: "unknown", native: block }

/** The block of a text or a file; `undefined` for a file that the API does not accept, and for other parts. */
export const writeContent = (part: Part.Part): Content | undefined => {
  if (part.type === "text") return { type: "text", text: part.text }
  return part.type === "file" ? file(part) : undefined
}

/** The block of signed or encrypted reasoning. */
export const writeThinking = ({ encrypted, signature, text }: Part.Reasoning): Thinking | undefined => {
  if (encrypted !== undefined) return { type: "redacted_thinking", data: encrypted }
  return signature === undefined ? undefined : { type: "thinking", thinking: text ?? "", signature }
}

/** The block of a call. Arguments that are not an object are wrapped in one. */
export const writeCall = ({ callId, input, inputText, name }: Part.ToolCall): ToolUse => {
  const value = input ?? inputText
  const object = value === undefined ? {} : Json.isObject(value) ? value : { value }
  return { type: "tool_use", id: callId, name, input: object }
}

/** The block of a result. */
export const writeResult = ({ callId, content, isError, output }: Part.ToolResult): ToolResult => {
  const blocks = content?.flatMap((part) => (isBlank(part) ? [] : (writeContent(part) ?? [])))
  const text = output === undefined || typeof output === "string" ? output : JSON.stringify(output)
  return Json.compact({ type: "tool_result" as const, tool_use_id: callId, content: text ?? blocks, is_error: isError })
}

/** Whether a part is a blank text, which the API refuses. */
export const isBlank = (part: Part.Part): boolean => part.type === "text" && part.text.trim() === ""

const typed = (block: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => Field.text(block, key)
  switch (text("type")) {
    case "thinking":
      return Part.make({
        type: "reasoning",
        text: text("thinking"),
        signature: text("signature"),
        signedBy: text("signature") === undefined ? undefined : "anthropic"
      })
    case "redacted_thinking":
      return Part.make({ type: "reasoning", encrypted: text("data"), signedBy: "anthropic" })
    case "tool_use":
      return Part.make({ type: "tool-call", callId: text("id"), name: text("name"), input: Json.own(block, "input") })
    case "tool_result": {
      const content = Json.own(block, "content")
      return Part.make({
        type: "tool-result",
        callId: text("tool_use_id"),
        output: typeof content === "string" ? content : undefined,
        content: Json.isArray(content) ? content.map(contentOf) : undefined,
        isError: Field.boolean(block, "is_error")
      })
    }
    default:
      return undefined
  }
}

const contentOf = (block: Json.Json): Part.Text | Part.File | Part.Unknown =>
  (Json.isObject(block) ? inner(block) : undefined) ?? { type: "unknown", native: block }

const inner = (block: Json.JsonObject): Part.Text | Part.File | undefined => {
  const type = Field.text(block, "type")
  if (type === "text") return Part.make({ type, text: Field.text(block, "text") })
  if (type !== "image" && type !== "document") return undefined
  const source = Field.object(block, "source") ?? {}
  const text = (key: string) => Field.text(source, key)
  const filename = Field.text(block, "title")
  const kind = type
  switch (text("type")) {
    case "base64":
      return Part.make({ type: "file", mediaType: text("media_type"), data: text("data"), filename })
    case "text":
      return Part.make({ type: "file", mediaType: text("media_type"), text: text("data"), filename })
    case "url":
      return Part.make({ type: "file", kind, url: text("url"), filename })
    default:
      return undefined
  }
}

const images: ReadonlyArray<ImageType> = ["image/jpeg", "image/png", "image/gif", "image/webp"]

const file = ({ data, filename, kind, mediaType, text, url }: Part.File): Content | undefined => {
  const bytes = data !== undefined && data !== "" && DataUrl.isBase64(data) ? data : undefined
  const title = filename === "" ? undefined : filename
  const image = images.find((type) => type === mediaType)
  if (image !== undefined && bytes !== undefined)
    return { type: "image", source: { type: "base64", media_type: image, data: bytes } }
  if (mediaType === "application/pdf" && bytes !== undefined)
    return Json.compact({
      type: "document" as const,
      source: { type: "base64" as const, media_type: "application/pdf" as const, data: bytes },
      title
    })
  if (mediaType === "text/plain" && text !== undefined && text !== "")
    return Json.compact({
      type: "document" as const,
      source: { type: "text" as const, media_type: "text/plain" as const, data: text },
      title
    })
  if (url === undefined || !isFetched(url)) return undefined
  if (image !== undefined || (mediaType === undefined && kind === "image"))
    return { type: "image", source: { type: "url", url } }
  return mediaType === "application/pdf" || (mediaType === undefined && kind === "document")
    ? Json.compact({ type: "document" as const, source: { type: "url" as const, url }, title })
    : undefined
}

/** Whether the API would fetch a URL. */
const isFetched = (url: string): boolean => url.startsWith("https:") && URL.canParse(url)
