/** Which items make one message: those of the assistant up to the next item of somebody else, results that follow one another, others alone. */
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

/** Whose item it is. */
export const kindOf = (item: Json.JsonObject): "assistant" | "result" | "other" => {
  const type = Field.text(item, "type") ?? "message"
  if (type === "message") return item["role"] === "assistant" ? "assistant" : "other"
  if (type === "function_call_output" || type === "custom_tool_call_output") return "result"
  return type === "reasoning" || type.endsWith("_call") ? "assistant" : "other"
}
