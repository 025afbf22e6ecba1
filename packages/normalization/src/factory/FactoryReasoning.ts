/** The reasoning that Factory keeps outside the content of a message: that of chat completions, and that of OpenAI's Responses. */
import { Json, type Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"

/** The parts of the content, after the reasoning that only fields of the message hold. */
export const read = (native: Json.JsonObject, content: ReadonlyArray<Part.Part>): ReadonlyArray<Part.Part> => {
  const thought = NativeField.string(native, "chatCompletionReasoningContent")
  const summary = NativeField.string(native, "openaiReasoningSummary")
  const encrypted = NativeField.string(native, "openaiEncryptedContent")
  const chat = thought === undefined ? content : withThought(thought, content)
  if (summary === undefined && encrypted === undefined) return chat
  const id = NativeField.string(native, "openaiReasoningId")
  return [Json.compact({ type: "reasoning", id, summary, encrypted, at: openai } as const), ...chat]
}

/** The parts that fields of the message hold: the reasoning of a chat completion, and that of OpenAI's Responses. */
export interface OutsideContent {
  readonly chat: Part.Reasoning | undefined
  readonly responses: Part.Reasoning | undefined
}

/** Finds the reasoning that is written outside the content. It takes one pass, because every message goes through it. */
export const outsideContent = (parts: ReadonlyArray<Part.Part>): OutsideContent => {
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

/** Whether a part belongs to the content. */
export const isContent = ({ at }: Part.Part): boolean => at !== chatCompletion && at !== openai

/** Factory has one place for unsigned reasoning, that of a chat completion, so the texts become one. */
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
 * Factory repeats the reasoning of a chat completion outside the content. The two copies are one part: usually the first one without a
 * signature, otherwise the part that `at` marks. Reasoning that the content does not repeat is a separate part.
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
