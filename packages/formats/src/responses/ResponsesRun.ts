/** Decides which items form one message: consecutive items of the assistant, consecutive results, and every other item alone. */
import type { Json } from "@org/messages-core"
import type { Run } from "../algebra/Definition.js"
import * as Field from "../Field.js"

/** The runs of a list of items. */
export const of = (items: Run): ReadonlyArray<Run> => {
  const runs: Array<Array<Json.JsonObject>> = []
  let previous = "other"
  for (const item of items) {
    const kind = kindOf(item)
    const run = runs.at(-1)
    if (run !== undefined && kind === previous && kind !== "other") run.push(item)
    else runs.push([item])
    previous = kind
  }
  return runs
}

/** Whom an item belongs to. */
export const kindOf = (item: Json.JsonObject): "assistant" | "result" | "other" => {
  const type = Field.text(item, "type") ?? "message"
  if (type === "message") return item["role"] === "assistant" ? "assistant" : "other"
  if (type === "function_call_output" || type === "custom_tool_call_output") return "result"
  return type === "reasoning" || type.endsWith("_call") ? "assistant" : "other"
}
