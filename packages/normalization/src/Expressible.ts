/** Steps that several formats share when they reduce a message from elsewhere to what they can say. */
import type { Json } from "@org/messages-core"
import type { Part } from "@org/messages-core"

/** The texts of several parts as one text, joined by a blank line; none if there are none. */
export const oneText = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const texts = textsOf(parts)
  return texts.length === 0 ? [] : [{ type: "text", text: texts.join("\n\n") }]
}

/** The texts of text and refusal parts. */
export const textsOf = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<string> =>
  parts.flatMap((part) => (part.type === "text" || part.type === "refusal" ? [part.text] : []))

/** A part without `at` and the fields in `keys`. */
export const without = <P extends Part.Part>(part: P, ...keys: ReadonlyArray<string>): P => {
  const result = Object.assign({}, part)
  for (const key of ["at", ...keys]) Reflect.deleteProperty(result, key)
  return result
}

/** The output of a tool result, with its texts joined if it is given as parts. */
export const output = (part: Part.ToolResult): Json.Json | undefined =>
  part.content === undefined ? part.output : textsOf(part.content).join("\n\n")
