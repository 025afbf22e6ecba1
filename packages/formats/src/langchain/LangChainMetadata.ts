/** The metadata of a model's response in LangChain: the model, its finish reason, and its usage. */
import { Json, type Message } from "@org/messages-core"
import * as Field from "../Field.js"

/** The metadata of a response. Blocks in the content are standard ones in version `v1`. */
export const write = ({ finishReason, model }: Message.Message, version: "v1" | undefined): Json.JsonObject =>
  Json.compact({ output_version: version, model_name: model, finish_reason: finishReason })

/** The usage. It needs both counts; a missing total is their sum. */
export const writeUsage = (usage: Message.Message["usage"]): Json.JsonObject | undefined => {
  const { cachedInputTokens, inputTokens, outputTokens, reasoningTokens, totalTokens } = usage ?? {}
  if (inputTokens === undefined || outputTokens === undefined) return undefined
  return Json.compact({
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    total_tokens: totalTokens ?? inputTokens + outputTokens,
    input_token_details: cachedInputTokens === undefined ? undefined : { cache_read: cachedInputTokens },
    output_token_details: reasoningTokens === undefined ? undefined : { reasoning: reasoningTokens }
  })
}

/** What the data of a message says about the model. */
export const read = (
  data: Json.JsonObject,
  isModel: boolean
): Pick<Message.Message, "finishReason" | "model" | "usage"> => {
  const metadata = Field.object(data, "response_metadata") ?? {}
  return Json.compact({
    model: Field.text(metadata, "model_name"),
    finishReason: Field.text(metadata, "finish_reason"),
    usage: isModel ? readUsage(Field.object(data, "usage_metadata")) : undefined
  })
}

const readUsage = (usage: Json.JsonObject | undefined): Message.Message["usage"] =>
  usage &&
  Field.some({
    inputTokens: Field.count(usage, "input_tokens"),
    outputTokens: Field.count(usage, "output_tokens"),
    totalTokens: Field.count(usage, "total_tokens"),
    cachedInputTokens: Field.count(Field.object(usage, "input_token_details") ?? {}, "cache_read"),
    reasoningTokens: Field.count(Field.object(usage, "output_token_details") ?? {}, "reasoning")
  })
