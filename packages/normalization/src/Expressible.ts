/** What several formats do with a message that came from elsewhere, so that they can say it. */
import type { Json } from "@org/messages-core"
import { type Message, type Part } from "@org/messages-core"

/** The message without an address of another provider. */
export const parts = (message: Message.Message, parts: ReadonlyArray<Part.Part>): Message.Message => ({
  ...message,
  parts
})

/** The texts of several parts as one text, joined by a blank line; none if there are none. */
export const oneText = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const texts = textsOf(parts)
  return texts.length === 0 ? [] : [{ type: "text", text: texts.join("\n\n") }]
}

/** What was said as text, refusals too. */
export const textsOf = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<string> =>
  parts.flatMap((part) => (part.type === "text" || part.type === "refusal" ? [part.text] : []))

/** A part without its place, its id, and the fields that are named. */
export const without = <P extends Part.Part>(part: P, ...keys: ReadonlyArray<string>): P => {
  const result = Object.assign({}, part)
  for (const key of ["at", ...keys]) Reflect.deleteProperty(result, key)
  return result
}

/** The output of a tool result, with its texts joined if it is given as parts. */
export const output = (part: Part.ToolResult): Json.Json | undefined =>
  part.content === undefined ? part.output : textsOf(part.content).join("\n\n")
