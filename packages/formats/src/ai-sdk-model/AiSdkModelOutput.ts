/** The output of a tool in a model message, and the fields of a canonical result that it stands for. */
import { Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as AiSdkModelFile from "./AiSdkModelFile.js"
import type { Output, Value } from "./AiSdkModelMessage.js"

/** The output of a result. */
export const write = ({ content, isError, output }: Part.ToolResult): Output => {
  if (isError === true) {
    if (typeof output === "string") return { type: "error-text", value: output }
    return { type: "error-json", value: plain(output ?? content ?? null) }
  }
  if (content !== undefined) return { type: "content", value: content.flatMap((part) => elementOf(part) ?? []) }
  return typeof output === "string" ? { type: "text", value: output } : { type: "json", value: plain(output ?? null) }
}

/** The fields of a result that an output holds. */
export const read = (output: Json.JsonObject): Pick<Part.ToolResult, "content" | "isError" | "output"> => {
  const value = Json.own(output, "value")
  switch (Field.text(output, "type")) {
    case "text":
    case "json":
      return value === undefined ? {} : { output: value }
    case "error-text":
    case "error-json":
      return value === undefined ? { isError: true } : { output: value, isError: true }
    case "execution-denied":
      return { isError: true }
    default:
      return Json.isArray(value) ? { content: value.map(partOf) } : {}
  }
}

const elementOf = (part: Part.Part): Extract<Output, { type: "content" }>["value"][number] | undefined => {
  if (part.type === "text") return { type: "text", text: part.text }
  if (part.type !== "file") return undefined
  const { data, filename, mediaType, url } = part
  if (data !== undefined && mediaType !== undefined)
    return Json.compact({ type: "file-data" as const, data, mediaType, filename })
  return url === undefined ? undefined : { type: "file-url", url }
}

const partOf = (element: Json.Json): Part.Text | Part.File | Part.Unknown =>
  (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }

const typed = (element: Json.JsonObject): Part.Text | Part.File | undefined => {
  const text = (key: string) => Field.text(element, key)
  switch (text("type")) {
    case "text":
      return Part.make({ type: "text", text: text("text") })
    case "file":
      return AiSdkModelFile.read(element)
    case "file-data":
    case "image-data":
    case "media":
      return Part.make({ type: "file", data: text("data"), mediaType: text("mediaType"), filename: text("filename") })
    case "file-url":
    case "image-url":
      return Part.make({ type: "file", url: text("url"), mediaType: text("mediaType") })
    default:
      return undefined
  }
}

/** A copy of a value without `__proto__` keys, because the AI SDK's own reader loses them. */
const plain = (value: Json.Json): Value => {
  if (Json.isArray(value)) return value.map(plain)
  if (!Json.isObject(value)) return value
  const result: { [key: string]: Value } = {}
  for (const [key, child] of Object.entries(value)) if (key !== "__proto__") result[key] = plain(child)
  return result
}
