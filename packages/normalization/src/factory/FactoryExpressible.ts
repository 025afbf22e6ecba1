/** Reduces messages from other formats to what Factory's contract allows. */
import { Json, type Part } from "@org/messages-core"
import { FactorySchema } from "@org/messages-provider-factory"
import * as Expressible from "../Expressible.js"

/** The parts that Factory allows in place of a part from another format. */
export const parts = (part: Part.Part): ReadonlyArray<Part.Part> => {
  switch (part.type) {
    case "text":
      return [Expressible.without(part)]
    case "refusal":
      return [{ type: "text", text: part.text }]
    case "reasoning": {
      const { durationMs, signedBy, ...reasoning } = Expressible.without(part, "summary")
      if (reasoning.encrypted === undefined && reasoning.text === undefined) return []
      const signer = signers.find((signer) => signer === signedBy)
      const duration = durationMs !== undefined && durationMs >= 0 ? durationMs : undefined
      return [Json.compact({ ...reasoning, signedBy: signer, durationMs: duration })]
    }
    case "file":
      return expressibleFile(part)
    case "tool-call":
      return [Json.compact({ ...Expressible.without(part), input: Json.isObject(part.input) ? part.input : undefined })]
    case "tool-result": {
      const { content, output } = part
      if (content !== undefined) return [{ ...Expressible.without(part), content: content.flatMap(expressibleContent) }]
      const text = output === undefined || typeof output === "string" ? output : JSON.stringify(output)
      return [Json.compact({ ...Expressible.without(part), output: text })]
    }
    default:
      return []
  }
}

const expressibleContent = (part: Part.Text | Part.File | Part.Unknown): ReadonlyArray<Part.Text | Part.File> =>
  part.type === "text" ? [Expressible.without(part)] : part.type === "file" ? expressibleFile(part) : []

const expressibleFile = (part: Part.File): ReadonlyArray<Part.File> => {
  const { data, id, mediaType, text } = part
  const common = Json.compact({ type: "file" as const, id, mediaType })
  if (images.some((type) => type === mediaType)) return data === undefined ? [] : [{ ...common, data }]
  const { extractedText, filename, path } = part
  if (text !== undefined) return [Json.compact({ ...common, text, filename })]
  if (mediaType !== "application/pdf" || data === undefined) return []
  return [Json.compact({ ...common, data, filename, path, extractedText })]
}

const images = FactorySchema.ImageMediaType.literals

const signers = ["anthropic", "openai", "generic-chat-completion-api", "factory", "google", "xai", "voyage", "unknown"]
