/** The one `content` of a message of Mielto or Honcho as a part: a text, or any other value that a server put there. */
import type { Json, Part } from "@org/messages-core"

/** One part, also if the text is empty; none if there is no content, or null. */
export const read = (native: Json.JsonObject): ReadonlyArray<Part.Part> => {
  const content = native["content"]
  if (content === undefined || content === null) return []
  return [typeof content === "string" ? { type: "text", text: content } : { type: "unknown", native: content, at }]
}

/** The content that the parts say, or nothing. */
export const write = (parts: ReadonlyArray<Part.Part>): Json.Json | undefined => {
  const part = parts.find((part) => part.type === "text" || part.at === at)
  return part?.type === "text" ? part.text : part?.type === "unknown" ? part.native : undefined
}

const at = "/content"
