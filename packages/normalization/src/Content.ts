/** The one `content` of a message of Mielto and Honcho as a part, and back: a text, or whatever else a server put there. */
import { Json, type Part } from "@org/messages-core"

/** Exactly one part, also when the text is empty. */
export const parts = (wire: Json.JsonObject): ReadonlyArray<Part.Part> => {
  const content = Json.own(wire, "content")
  if (content === undefined) return []
  return [typeof content === "string" ? { type: "text", text: content } : { type: "unknown", native: content, at }]
}

export const native = (parts: ReadonlyArray<Part.Part>): Json.Json | undefined => {
  const part = parts.find((part) => part.type === "text" || part.at === at)
  return part?.type === "text" ? part.text : part?.type === "unknown" ? part.native : undefined
}

const at = "/content"
