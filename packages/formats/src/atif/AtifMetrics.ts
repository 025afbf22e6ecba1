/** The usage and cost of a step of ATIF. */
import { Json, type Message } from "@org/messages-core"
import * as Field from "../Field.js"

/** The metrics of a message, if it has any that ATIF knows. */
export const write = ({ cost, usage }: Message.Message): Json.JsonObject | undefined =>
  Field.some({
    prompt_tokens: usage?.inputTokens,
    completion_tokens: usage?.outputTokens,
    cached_tokens: usage?.cachedInputTokens,
    cost_usd: cost?.unit === "USD" ? Number(cost.amount) : undefined
  })

/** The usage and cost in metrics. A cost that is not a plain decimal stays in residue. */
export const read = (metrics: Json.JsonObject): Pick<Message.Message, "cost" | "usage"> => {
  const dollars = Json.own(metrics, "cost_usd")
  const amount = typeof dollars === "number" ? String(dollars) : ""
  return Json.compact({
    cost: /^-?\d+(\.\d+)?$/.test(amount) ? { amount, unit: "USD" } : undefined,
    usage: Field.some({
      inputTokens: Field.count(metrics, "prompt_tokens"),
      outputTokens: Field.count(metrics, "completion_tokens"),
      cachedInputTokens: Field.count(metrics, "cached_tokens")
    })
  })
}
