/** The content of items of the Responses API, and the canonical parts that it stands for. */
import { Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as OpenAiFile from "../openai/OpenAiFile.js"
import type { Content } from "./ResponsesItem.js"

/** The input content of a part; `undefined` if the API does not accept it. */
export const write = (part: Part.Part): Content | undefined => {
  if (part.type === "text") return { type: "input_text", text: part.text }
  if (part.type !== "file") return undefined
  const url = OpenAiFile.imageUrl(part)
  if (url !== undefined) return { type: "input_image", detail: "auto", image_url: url }
  const file_data = OpenAiFile.documentData(part)
  return file_data === undefined
    ? undefined
    : Json.compact({ type: "input_file" as const, file_data, filename: part.filename })
}

/** The element of a part of a message that was read from items. */
export const writeNative = (part: Part.Part): Json.Json | undefined =>
  part.type === "unknown"
    ? part.native
    : part.type === "refusal"
      ? { type: "refusal", refusal: part.text }
      : write(part)

/** The part of an element. */
export const read = (element: Json.Json): Part.Text | Part.File | Part.Unknown | Part.Of<"refusal"> =>
  (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }

const typed = (element: Json.JsonObject): Part.Text | Part.File | Part.Of<"refusal"> | undefined => {
  const text = (key: string) => Field.text(element, key)
  switch (text("type")) {
    case "input_text":
    case "output_text":
      return Part.make({ type: "text", text: text("text") })
    case "refusal":
      return Part.make({ type: "refusal", text: text("refusal") })
    case "input_image": {
      const url = text("image_url")
      if (url !== undefined) return OpenAiFile.readImage(url)
      return Part.make({ type: "file", kind: "image", fileId: text("file_id") })
    }
    case "input_file": {
      const data = text("file_data")
      return Part.make({
        type: "file",
        ...(data === undefined ? { url: text("file_url") } : OpenAiFile.readDocument(data)),
        fileId: text("file_id"),
        filename: text("filename")
      })
    }
    default:
      return undefined
  }
}
