/** Files of model messages. The bytes or the URL are a string or, since `ai` 7, an object that says what it holds: bytes, a URL or text. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import type { File, Image } from "./AiSdkModelMessage.js"

/** The element of a file; `undefined` if the format cannot express it. Only an image may lack a media type. */
export const write = ({ data, filename, kind, mediaType, url }: Part.File): File | Image | undefined => {
  const source = data ?? url
  if (source === undefined) return undefined
  if (mediaType !== undefined) return Json.compact({ type: "file" as const, data: source, mediaType, filename })
  return kind === "image" ? { type: "image", image: source } : undefined
}

/** The file of an element. */
export const read = (element: Json.JsonObject): Part.File | undefined => {
  const mediaType = Field.text(element, "mediaType")
  const filename = Field.text(element, "filename")
  return Part.make({ type: "file", mediaType, filename, ...sourceOf(Json.own(element, "data")) })
}

/** The file of an image element. */
export const readImage = (element: Json.JsonObject): Part.File | undefined => {
  const mediaType = Field.text(element, "mediaType")
  const kind = mediaType === undefined ? ("image" as const) : undefined
  return Part.make({ type: "file", mediaType, kind, ...sourceOf(Json.own(element, "image")) })
}

const sourceOf = (source: Json.Json | undefined): Pick<Part.File, "data" | "text" | "url"> => {
  if (typeof source === "string") return DataUrl.isBase64(source) ? { data: source } : { url: source }
  const fields = Json.isObject(source) ? source : {}
  const type = Field.text(fields, "type")
  const value = type === undefined ? undefined : Field.text(fields, type)
  if (value === undefined) return {}
  if (type === "data") return DataUrl.isBase64(value) ? { data: value } : {}
  return type === "url" ? { url: value } : type === "text" ? { text: value } : {}
}
