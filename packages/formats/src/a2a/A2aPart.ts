/** The parts of A2A's messages, and the canonical parts that they stand for. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as PlainPart from "../PlainPart.js"
import type { A2aPart } from "./A2aMessage.js"

/** The prefix of the kinds of values that hold a canonical part. */
const prefix = "messages."

/** The A2A part for a canonical part. Anything but text and files becomes a data value whose kind names the part. */
export const write = (part: Part.Part): A2aPart => {
  if (part.type === "text") return { text: part.text }
  const file = part.type === "file" ? fileOf(part) : undefined
  if (file !== undefined) return file
  const { type, ...data } = part
  return { data, metadata: { kind: `${prefix}${type}` } }
}

/** The canonical part of an A2A part; `unknown` with the whole element if no other part fits. */
export const read = (element: Json.Json): Part.Part =>
  (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }

/** A file by its bytes or its URL. Readers decode and encode the bytes again, so their base64 must be canonical. */
const fileOf = ({ data, filename, mediaType, url }: Part.File): A2aPart | undefined => {
  const about = Field.some({ mediaType: mediaType || undefined, filename: filename || undefined })
  if (data !== undefined && DataUrl.isBase64(data) && oneSpelling.test(data.slice(-4))) return { raw: data, ...about }
  return url === undefined ? undefined : { url, ...about }
}

/** Matches the end of base64 whose unused bits are zero. */
const oneSpelling = /^$|^([^=]{4}|[^=]{2}[AEIMQUYcgkosw048]=|[^=][AQgw]==)$/

const typed = (element: Json.JsonObject): Part.Part | undefined => {
  const text = Field.text(element, "text")
  if (text !== undefined) return { type: "text", text }
  const raw = Field.text(element, "raw")
  const url = raw === undefined ? Field.text(element, "url") : undefined
  const mediaType = Field.text(element, "mediaType")
  const filename = Field.text(element, "filename")
  if (raw !== undefined || url !== undefined) return Part.make({ type: "file", data: raw, url, mediaType, filename })
  const kind = Field.text(Field.object(element, "metadata") ?? {}, "kind")
  const data = Field.object(element, "data")
  return kind?.startsWith(prefix) === true && data !== undefined
    ? PlainPart.of({ ...data, type: kind.slice(prefix.length) })
    : undefined
}
