/** Reduces messages from other formats to what Veryfront's contract allows. */
import { DataUrl, Json, type Part } from "@org/messages-core"
import * as Expressible from "../Expressible.js"
import * as LongText from "../LongText.js"

/** The parts that Veryfront allows in place of a part from another format. */
export const parts = (part: Part.Part): ReadonlyArray<Part.Part> => {
  switch (part.type) {
    case "unknown":
      return []
    case "text":
    case "refusal":
      return LongText.split(part.text, longest).map((text) => ({ type: "text", text }))
    case "reasoning":
      return expressibleReasoning(Expressible.without(part))
    case "file": {
      const { fileId, ...file } = Expressible.without(part)
      if (fileId !== undefined && uuid.test(fileId)) return [{ ...file, fileId }]
      return (file.url ?? DataUrl.write(part)) === undefined ? [] : [file]
    }
    case "tool-call": {
      const state = states.find((state) => state === part.state)
      return [
        Json.compact({ ...Expressible.without(part), state, input: Json.isObject(part.input) ? part.input : undefined })
      ]
    }
    case "tool-result":
      return [Json.compact({ ...Expressible.without(part, "content"), output: Expressible.output(part) })]
    default:
      return [Expressible.without(part)]
  }
}

/** A signature covers the whole text, so the pieces of a long text have none. */
const expressibleReasoning = (part: Part.Reasoning): ReadonlyArray<Part.Part> => {
  const { encrypted, text } = part
  if (text === undefined) return encrypted === undefined ? [] : [part]
  const [first = text, ...more] = LongText.split(text, longest)
  if (more.length === 0) return [part]
  return [
    Json.compact({ type: "reasoning" as const, text: first, encrypted }),
    ...more.map((text) => ({ type: "reasoning" as const, text }))
  ]
}

/** The longest text, in characters (the contract's `maxLength`). */
const longest = 100_000

const states = ["streaming", "pending", "completed", "error"] as const

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
