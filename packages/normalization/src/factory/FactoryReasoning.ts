/** The reasoning that Factory keeps beside the content of a message: of chat completions, and of OpenAI's Responses. */
import { type Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"

/** The parts of the content, and before them what only the fields of the message say. */
export const read = (native: Json.JsonObject, content: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const thought = Field.string(native, "chatCompletionReasoningContent")
  const chat = thought === undefined || thought === repeated(content)?.text ? undefined : thought
  const summary = Field.string(native, "openaiReasoningSummary")
  const encrypted = Field.string(native, "openaiEncryptedContent")
  const id = Field.string(native, "openaiReasoningId")
  const responses =
    summary === undefined && encrypted === undefined
      ? undefined
      : Part.make({ type: "reasoning", id, summary, encrypted, at: openai })
  if (chat === undefined && responses === undefined) return content
  return [
    ...(responses === undefined ? [] : [responses]),
    ...(chat === undefined ? [] : [{ type: "reasoning" as const, text: chat, at: chatCompletion }]),
    ...content
  ]
}

/** The reasoning of a chat completion, and that of OpenAI's Responses. */
export interface Beside {
  readonly chat: Part.Reasoning | undefined
  readonly responses: Part.Reasoning | undefined
}

/** The parts that fields of the message say: the reasoning of a chat completion, and that of OpenAI's Responses. */
export const beside = (parts: ReadonlyArray<Part.Part>): Beside => ({
  chat: find(parts, chatCompletion) ?? repeated(parts),
  responses: find(parts, openai)
})

/** Whether a part stands in the content. */
export const isContent = ({ at }: Part.Part): boolean => at !== chatCompletion && at !== openai

/** Factory keeps reasoning without a signature as that of a chat completion, and one summary. */
export const expressible = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const unsigned = parts.filter(isReasoning).filter(isUnsigned)
  const texts = unsigned.flatMap(({ text }) => (text === undefined ? [] : [text]))
  const rest = parts.filter((part) => !(isReasoning(part) && isUnsigned(part)))
  return texts.length === 0 ? rest : [{ type: "reasoning", text: texts.join("\n\n"), at: chatCompletion }, ...rest]
}

const chatCompletion = "/chatCompletionReasoningContent"
const openai = "/openaiReasoningSummary"

const isReasoning = (part: Part.Part): part is Part.Reasoning => part.type === "reasoning"

const isUnsigned = ({ encrypted, signature }: Part.Reasoning): boolean =>
  signature === undefined && encrypted === undefined

const find = (parts: ReadonlyArray<Part.Part>, place: string): Part.Reasoning | undefined =>
  parts.find((part): part is Part.Reasoning => part.type === "reasoning" && part.at === place)

/** Factory repeats the reasoning of a chat completion, which has no signature, outside of the content. */
const repeated = (parts: ReadonlyArray<Part.Part>): Part.Reasoning | undefined =>
  parts.find(
    (part): part is Part.Reasoning =>
      isReasoning(part) && isContent(part) && isUnsigned(part) && part.text !== undefined
  )
