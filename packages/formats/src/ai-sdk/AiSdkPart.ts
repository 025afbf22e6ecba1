/** The parts of UI messages other than tool calls, and the canonical parts that they stand for. */
import { DataUrl, type Format, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as PlainPart from "../PlainPart.js"
import type { AiSdkPart } from "./AiSdkMessage.js"
import * as AiSdkTool from "./AiSdkTool.js"

/** The name of the data parts that hold a canonical part with no other UI counterpart. */
export const wrapper = "messages"

/** The canonical parts of an element, apart from a tool's result; none for an empty wrapper. */
export const read = (element: Json.Json): ReadonlyArray<Part.Part> => {
  if (!Json.isObject(element)) return [{ type: "unknown", native: element }]
  if (element["type"] === `data-${wrapper}` && Json.own(element, "data") === null) return []
  return [
    (AiSdkTool.isTool(element) ? AiSdkTool.readCall(element) : typed(element)) ?? { type: "unknown", native: element }
  ]
}

/** The element of a part other than an answered call. */
export const write = (part: Part.Part, invent: Format.Invent): AiSdkPart => {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text }
    case "reasoning":
      return Json.compact({
        type: "reasoning" as const,
        text: part.text ?? part.summary ?? "",
        providerMetadata: signed(part)
      })
    case "file":
      return file(part) ?? wrap(part)
    case "tool-call":
      return AiSdkTool.write(part, undefined, invent)
    case "citation": {
      const { sourceId, title, url } = part
      if (url === undefined) return wrap(part)
      return Json.compact({ type: "source-url" as const, sourceId: sourceId ?? invent("source"), url, title })
    }
    case "source": {
      const { filename, mediaType, sourceId, title } = part
      if (mediaType === undefined) return wrap(part)
      return Json.compact({
        type: "source-document" as const,
        sourceId: sourceId ?? invent("source"),
        mediaType,
        title: title ?? invent("title"),
        filename
      })
    }
    case "step-start":
      return { type: "step-start" }
    case "data":
      if (part.name === wrapper || part.value === undefined) return wrap(part)
      return Json.compact({ type: `data-${part.name}` as const, id: part.id, data: part.value })
    default:
      return wrap(part)
  }
}

/** A data part with a canonical part. */
export const wrap = (part: Part.Part | null): AiSdkPart => ({ type: `data-${wrapper}`, data: part })

const typed = (element: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => Field.text(element, key)
  const type = text("type")
  switch (type) {
    case "text":
      return Part.make({ type, text: text("text") })
    case "reasoning": {
      const anthropic = Field.object(Field.object(element, "providerMetadata") ?? {}, "anthropic") ?? {}
      const signature = Field.text(anthropic, "signature")
      const encrypted = Field.text(anthropic, "redactedData")
      const signedBy = signature === undefined && encrypted === undefined ? undefined : "anthropic"
      return Part.make({ type, text: text("text"), signature, encrypted, signedBy })
    }
    case "file": {
      const mediaType = text("mediaType")
      return Part.make({ type, mediaType, filename: text("filename"), ...DataUrl.read(text("url"), mediaType) })
    }
    case "source-url":
      return Part.make({ type: "citation", sourceId: text("sourceId"), url: text("url"), title: text("title") })
    case "source-document":
      return Part.make({
        type: "source",
        sourceId: text("sourceId"),
        mediaType: text("mediaType"),
        title: text("title"),
        filename: text("filename")
      })
    case "step-start":
      return { type }
    case `data-${wrapper}`:
      return PlainPart.of(Json.own(element, "data"))
    default:
      return type?.startsWith("data-") === true
        ? Part.make({
            type: "data",
            name: type.slice("data-".length),
            value: Json.own(element, "data"),
            id: text("id")
          })
        : undefined
  }
}

const signed = ({ encrypted, signature, signedBy }: Part.Reasoning) => {
  const anthropic = signedBy === "anthropic" ? Field.some({ signature, redactedData: encrypted }) : undefined
  return anthropic && { anthropic }
}

/** A file in the AI SDK's form. An invalid URL would make the SDK refuse the whole conversation. */
const file = (part: Part.File): AiSdkPart | undefined => {
  const { filename, mediaType } = part
  const url = part.url ?? DataUrl.write(part)
  if (mediaType === undefined || url === undefined || !URL.canParse(url)) return undefined
  return Json.compact({ type: "file" as const, mediaType, filename, url })
}
