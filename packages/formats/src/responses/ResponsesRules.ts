/** The rules of the Responses API that its types cannot express. They share no code with the export, so that they can judge it. */
import { Json } from "@org/messages-core"
import type { Run } from "../algebra/Definition.js"
import * as Field from "../Field.js"
import type { Fault } from "../replay/Fault.js"

/** What the API would refuse in a list of items. */
export const faults = (items: Run): ReadonlyArray<Fault> => {
  const found: Array<Fault> = []
  const asked = new Set<string>()
  const answered = new Set<string>()
  const reasoning = new Set<string>()
  for (const [index, item] of items.entries()) {
    const say = (problem: string) => {
      found.push({ path: Json.pointer([index]), problem })
    }
    const id = Field.text(item, "call_id") ?? ""
    switch (Field.text(item, "type")) {
      case "function_call":
      case "custom_tool_call":
        if (asked.has(id)) say("repeats the id of a call")
        asked.add(id)
        if (id.length < 1 || id.length > 64) say("has a call_id that is refused")
        if (!/^[a-zA-Z0-9_-]{1,64}$/.test(Field.text(item, "name") ?? "")) say("has a name that is refused")
        break
      case "function_call_output":
      case "custom_tool_call_output":
        if (!asked.has(id)) say("is a result of no call before")
        if (answered.has(id)) say("answers a call twice")
        answered.add(id)
        break
      case "reasoning": {
        const name = Field.text(item, "id") ?? ""
        if (name === "" || reasoning.has(name)) say("has no id of its own")
        reasoning.add(name)
        if (Field.elements(item, "content").length > 0) say("has reasoning as plain text")
        if (!leadsTo(items, index)) say("is reasoning without an item that it led to")
        break
      }
    }
  }
  for (const [index, item] of items.entries())
    if (Field.text(item, "type") === "function_call" && !answered.has(Field.text(item, "call_id") ?? ""))
      found.push({ path: Json.pointer([index]), problem: "is a call without a result" })
  return found
}

const leadsTo = (items: Run, index: number): boolean => {
  const next = items.slice(index + 1).find(({ type }) => type !== "reasoning")
  if (next === undefined) return false
  const type = Field.text(next, "type") ?? "message"
  return type === "message" ? next["role"] === "assistant" : type.endsWith("_call")
}
