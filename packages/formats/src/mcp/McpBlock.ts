/** The content blocks that MCP and ACP share, and the canonical parts that they stand for. */
import { DataUrl, type Format, Json, Part } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Field from "../Field.js"
import type { Block } from "./McpMessage.js"

/** The block of a text or a file; `undefined` for other parts, and for a file without content or an address. */
export const write = (part: Part.Part, invent: Format.Invent = () => ""): Block | undefined => {
  if (part.type === "text") return { type: "text", text: part.text }
  if (part.type !== "file") return undefined
  const { data, filename, mediaType, text, url } = part
  const bytes = data !== undefined && DataUrl.isBase64(data) ? data : undefined
  if (bytes === undefined && text === undefined) {
    if (url === undefined) return undefined
    return Json.compact({
      type: "resource_link" as const,
      name: filename || invent("title"),
      uri: url,
      mimeType: mediaType
    })
  }
  const kind = (["image", "audio"] as const).find((one) => mediaType?.startsWith(`${one}/`))
  if (kind !== undefined && mediaType !== undefined && bytes !== undefined)
    return { type: kind, data: bytes, mimeType: mediaType }
  const about = Json.compact({
    uri: url ?? uriOf(filename) ?? `attachment:${invent("file")}`,
    mimeType: mediaType
  })
  const content = bytes === undefined ? { text: text ?? "" } : { blob: bytes }
  return { type: "resource", resource: { ...about, ...content } }
}

/** The part of a block; `unknown` with the whole block if no other part can say it. */
export const read = (block: Json.Json): Part.Text | Part.File | Part.Unknown =>
  (Json.isObject(block) ? typed(block) : undefined) ?? { type: "unknown", native: block }

const typed = (block: Json.JsonObject): Part.Text | Part.File | undefined => {
  const text = (key: string) => Field.text(block, key)
  switch (text("type")) {
    case "text":
      return Part.make({ type: "text", text: text("text") })
    case "image":
    case "audio":
      return Part.make({ type: "file", mediaType: text("mimeType"), data: text("data") })
    case "resource":
      return resource(Field.object(block, "resource") ?? {})
    case "resource_link":
      return Part.make({ type: "file", mediaType: text("mimeType"), url: text("uri"), filename: text("name") })
    default:
      return undefined
  }
}

const resource = (native: Json.JsonObject): Part.File | undefined => {
  const text = Field.text(native, "text")
  const uri = Field.text(native, "uri")
  const filename = filenameOf(uri)
  return Part.make({
    type: "file",
    mediaType: Field.text(native, "mimeType"),
    text,
    data: text === undefined ? Field.text(native, "blob") : undefined,
    url: filename === undefined ? uri : undefined,
    filename
  })
}

/** A resource needs an address. A file with only a name gets an address that contains the name. */
const uriOf = (filename: string | undefined): string | undefined =>
  filename === undefined || filename === "" || /\p{Cs}/u.test(filename)
    ? undefined
    : `file:///${encodeURIComponent(filename)}`

const filenameOf = (uri: string | undefined): string | undefined => {
  const [, encoded] = /^file:\/\/\/([^/]+)$/.exec(uri ?? "") ?? []
  if (encoded === undefined) return undefined
  const filename = Either.getOrUndefined(Either.try(() => decodeURIComponent(encoded)))
  return uriOf(filename) === uri ? filename : undefined
}
