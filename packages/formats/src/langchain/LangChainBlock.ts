/** LangChain's standard content blocks, and the canonical parts that they stand for. */
import { Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as PlainJson from "../PlainJson.js"
import type { Block, File, InvalidToolCall, ToolCall } from "./LangChainMessage.js"

/** The part of a block; `unknown` with the whole block if no other part can say it. */
export const read = (block: Json.Json): Part.Part =>
  (Json.isObject(block) ? typed(block) : undefined) ?? { type: "unknown", native: block }

/** The part of a block in the content of a tool message, where a canonical result has fewer kinds. */
export const readContent = (block: Json.Json): Part.Text | Part.File | Part.Unknown => {
  const part = read(block)
  return part.type === "text" || part.type === "file" ? part : { type: "unknown", native: block }
}

/** The block of a part; `undefined` if LangChain has none for it. */
export const write = (part: Part.Part): Block | undefined => {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text }
    case "refusal":
      return { type: "refusal", refusal: part.text }
    case "reasoning": {
      const { signature, summary, text } = part
      const reasoning = text ?? summary
      return reasoning === undefined && signature === undefined
        ? undefined
        : Json.compact({ type: "reasoning" as const, reasoning: reasoning ?? "", signature })
    }
    case "file":
      return file(part)
    case "tool-call":
      return call(part)
    default:
      return undefined
  }
}

/** The entry of a call, which is used in the content and beside it. A call whose arguments are not JSON becomes an invalid call. */
export const call = ({ callId, input, inputText, name }: Part.ToolCall): ToolCall | InvalidToolCall => {
  if (input === undefined && inputText !== undefined)
    return { type: "invalid_tool_call", id: callId, name, args: inputText }
  const args = Json.isObject(input) ? input : input === undefined ? {} : { value: input }
  return { type: "tool_call", id: callId, name, args: PlainJson.object(args) }
}

const file = ({ data, fileId, filename, kind, mediaType, url }: Part.File): File | undefined => {
  const source =
    data !== undefined && mediaType !== undefined
      ? { data }
      : url !== undefined
        ? { url }
        : fileId !== undefined
          ? { fileId }
          : undefined
  const [, ofType] = /^(image|audio|video)\//.exec(mediaType ?? "") ?? []
  const type: File["type"] =
    kinds.find((one) => one === (ofType ?? (mediaType === undefined ? kind : undefined))) ?? "file"
  return (
    source &&
    Json.compact({ type, mimeType: mediaType, ...source, metadata: filename === undefined ? undefined : { filename } })
  )
}

const kinds = ["image", "audio", "video"] as const

const typed = (block: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => Field.text(block, key)
  const type = text("type")
  switch (type) {
    case "text":
      return Part.make({ type, text: text("text") })
    case "refusal":
      return Part.make({ type, text: text("refusal") })
    case "reasoning":
      return Part.make({ type, text: text("reasoning"), signature: text("signature") })
    case "image":
    case "audio":
    case "video":
    case "file":
      return Part.make({
        type: "file",
        kind: type === "file" || text("mimeType") !== undefined ? undefined : type,
        mediaType: text("mimeType"),
        data: text("data"),
        url: text("url"),
        fileId: text("fileId"),
        filename: Field.text(Field.object(block, "metadata") ?? {}, "filename")
      })
    case "tool_call":
    case "invalid_tool_call":
      return readCall(block)
    default:
      return undefined
  }
}

/** The call of an entry, in the content or beside it. */
export const readCall = (entry: Json.JsonObject): Part.ToolCall | undefined => {
  const args = Json.own(entry, "args")
  const isInvalid = Field.text(entry, "type") === "invalid_tool_call"
  return Part.make({
    type: "tool-call",
    callId: Field.text(entry, "id"),
    name: Field.text(entry, "name"),
    input: isInvalid ? undefined : args,
    inputText: isInvalid ? Field.text(entry, "args") : undefined
  })
}
