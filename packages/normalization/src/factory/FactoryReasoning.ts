/** The reasoning that Factory keeps beside the content of a message: of chat completions, and of OpenAI's Responses. */
import { Json, type Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The parts of the content, and before them what only the fields of the message say. */
export const read = (native: Json.JsonObject, content: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const thought = NativeField.string(native, "chatCompletionReasoningContent")
  const summary = NativeField.string(native, "openaiReasoningSummary")
  const encrypted = NativeField.string(native, "openaiEncryptedContent")
  const chat = thought === undefined ? content : withThought(thought, content)
  if (summary === undefined && encrypted === undefined) return chat
  const id = NativeField.string(native, "openaiReasoningId")
  return [Json.compact({ type: "reasoning", id, summary, encrypted, at: openai } as const), ...chat]
}

/** The reasoning of a chat completion, and that of OpenAI's Responses. */
export interface Beside {
  readonly chat: Part.Reasoning | undefined
  readonly responses: Part.Reasoning | undefined
}

/** The parts that fields of the message say: the reasoning of a chat completion, and that of OpenAI's Responses. Every message is read this way, so it takes one pass. */
export const beside = (parts: ReadonlyArray<Part.Part>): Beside => {
  let chat: Part.Reasoning | undefined
  let marked: Part.Reasoning | undefined
  let first: Part.Reasoning | undefined
  let responses: Part.Reasoning | undefined
  for (const part of parts) {
    if (part.type !== "reasoning") continue
    if (part.at === openai) responses ??= part
    else if (part.at === chatCompletion) chat ??= part
    else if (part.at?.startsWith(ofContent)) marked ??= part
    else if (isRepeatable(part)) first ??= part
  }
  return { chat: chat ?? marked ?? first, responses }
}

/** Whether a part stands in the content. */
export const isContent = ({ at }: Part.Part): boolean => at !== chatCompletion && at !== openai

/** Factory keeps reasoning without a signature as that of a chat completion, and one summary. */
export const expressible = (parts: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const texts = parts
    .filter(isReasoning)
    .filter(isUnsigned)
    .flatMap(({ text }) => (text === undefined ? [] : [text]))
  const rest = parts.filter((part) => !(isReasoning(part) && isUnsigned(part)))
  return texts.length === 0 ? rest : [{ type: "reasoning", text: texts.join("\n\n"), at: chatCompletion }, ...rest]
}

const chatCompletion = "/chatCompletionReasoningContent"
const openai = "/openaiReasoningSummary"

const isReasoning = (part: Part.Part): part is Part.Reasoning => part.type === "reasoning"

const isUnsigned = ({ encrypted, signature }: Part.Reasoning): boolean =>
  signature === undefined && encrypted === undefined

/**
 * Factory repeats the reasoning of a chat completion beside the content. It is one part: usually the first one without a signature, otherwise
 * the part that `at` marks. What no part of the content says is a part of its own.
 */
const withThought = (thought: string, content: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  if (unsigned(content)?.text === thought) return content
  const index = content.findIndex((part) => isReasoning(part) && part.text === thought)
  const part = content[index]
  return part === undefined
    ? [{ type: "reasoning", text: thought, at: chatCompletion }, ...content]
    : content.with(index, { ...part, at: ofContent + String(index) })
}

const ofContent = "/content/"

const isRepeatable = (part: Part.Reasoning): boolean => isContent(part) && isUnsigned(part) && part.text !== undefined

const unsigned = (parts: ReadonlyArray<Part.Part>): Part.Reasoning | undefined =>
  parts.find((part): part is Part.Reasoning => isReasoning(part) && isRepeatable(part))
