/** Decides which parts a document leaves out, and names everything that it leaves out. */
import type { Message, Part } from "@org/messages-core"
import type { Options } from "./Document.js"
import * as Unshown from "./Unshown.js"

/** Whether a document with these options shows a part. */
export const isShown = (part: Part.Part, { detail, reasoning }: Options): boolean =>
  part.type === "reasoning"
    ? detail !== "text" && reasoning !== "omit"
    : detail !== "text" || part.type === "text" || part.type === "refusal" || part.type === "error"

/** What a document with these options does not show of a message. */
export const of = (message: Message.Message, options: Options): ReadonlyArray<string> => {
  const paths = Unshown.of(message)
  const values = options.detail === "compact" || options.detail === "text" ? count(paths.length, "other value") : paths
  return [...kinds(message.parts.filter((part) => !isShown(part, options))), ...values]
}

const kinds = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<string> => {
  const counts = new Map<Part.Part["type"], number>()
  for (const { type } of parts) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].flatMap(([type, number]) => count(number, names[type]))
}

const count = (number: number, name: string): ReadonlyArray<string> =>
  number === 0 ? [] : [`${number} ${name}${number === 1 ? "" : "s"}`]

const names: { readonly [Type in Part.Part["type"]]: string } = {
  text: "text",
  refusal: "refusal",
  reasoning: "reasoning part",
  file: "file",
  "tool-call": "tool call",
  "tool-result": "tool result",
  citation: "citation",
  source: "source",
  "step-start": "step",
  error: "error",
  data: "data part",
  unknown: "unknown part"
}
