/** The `content` of a message of Mielto or Honcho as one part: text, or any other value that a server sent. */
import type { Json, Part } from "@org/messages-core"

/** One part, even if the text is empty; none if the content is missing or null. */
export const read = (native: Json.JsonObject): ReadonlyArray<Part.Part> => {
  const content = native["content"]
  if (content === undefined || content === null) return []
  return [typeof content === "string" ? { type: "text", text: content } : { type: "unknown", native: content, at }]
}

/** The content of the parts, or `undefined` if they have none. */
export const write = (parts: ReadonlyArray<Part.Part>): Json.Json | undefined => {
  const part = parts.find((part) => part.type === "text" || part.at === at)
  return part?.type === "text" ? part.text : part?.type === "unknown" ? part.native : undefined
}

const at = "/content"
