/** The rules of Chat Completions that its types cannot express. They share no code with the export, so that they can judge it. */
import { Json } from "@org/messages-core"
import type { Run } from "../algebra/Definition.js"
import * as Field from "../Field.js"
import type { Fault } from "../replay/Fault.js"

/** The problem of calls at the end of the messages. */
export const unanswered = "has calls without results"

/** What the API would refuse in a list of messages. */
export const faults = (messages: Run): ReadonlyArray<Fault> => {
  const found: Array<Fault> = []
  const seen = new Set<string>()
  let open: ReadonlyArray<string> = []
  for (const [index, message] of messages.entries()) {
    const say = (problem: string, ...at: ReadonlyArray<string | number>) => {
      found.push({ path: Json.pointer([index, ...at]), problem })
    }
    const role = Field.text(message, "role")
    if (role === "tool") {
      const id = Field.text(message, "tool_call_id") ?? ""
      if (!open.includes(id)) say("is a result of no call directly before")
      open = open.filter((one) => one !== id)
      continue
    }
    if (open.length > 0) say(`comes before the results of ${open.length} calls`)
    open = []
    const name = Field.text(message, "name")
    if (name !== undefined && !/^[^\s<|\\/>]{1,64}$/.test(name)) say("is refused", "name")
    const calls = Field.elements(message, "tool_calls").filter(Json.isObject)
    const content = message["content"]
    if (Json.isArray(content) && content.length === 0) say("has an empty list as content", "content")
    if (calls.length === 0 && (content === undefined || content === null) && message["refusal"] === undefined)
      say("says nothing")
    for (const [at, call] of calls.entries()) {
      const id = Field.text(call, "id") ?? ""
      if (seen.has(id)) say("repeats the id of a call", "tool_calls", at)
      seen.add(id)
      open = [...open, id]
      if (id === "" || id.length > 40) say("has an id that is refused", "tool_calls", at)
      const name = Field.text(Field.object(call, "function") ?? Field.object(call, "custom") ?? {}, "name")
      if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name ?? "")) say("has a name that is refused", "tool_calls", at)
    }
    if (calls.length > 0 && role !== "assistant") say("calls a tool and is not of the assistant")
  }
  if (open.length > 0) found.push({ path: Json.pointer([messages.length - 1]), problem: unanswered })
  return found
}
