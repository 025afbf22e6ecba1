/** The rules of Anthropic's Messages API that its types cannot express. They share no code with the export, so that they can judge it. */
import { Json } from "@org/messages-core"
import type { Run } from "../algebra/Definition.js"
import * as Field from "../Field.js"
import type { Fault } from "../replay/Fault.js"

/** What the API would refuse in a list of messages. */
export const faults = (messages: Run): ReadonlyArray<Fault> => {
  const found: Array<Fault> = []
  const seen = new Set<string>()
  for (const [index, message] of messages.entries()) {
    const say = (problem: string, at?: number) => {
      found.push({ path: Json.pointer(at === undefined ? [index] : [index, "content", at]), problem })
    }
    const blocks = blocksOf(message)
    if (blocks.length === 0) say("has no content")
    const calls = idsOf(message, "tool_use", "id")
    const answers = idsOf(messages[index + 1], "tool_result", "tool_use_id")
    const asked = idsOf(messages[index - 1], "tool_use", "id")
    let onlyResults = true
    let calling = false
    for (const [at, block] of blocks.entries()) {
      const type = Field.text(block, "type")
      if (isBlank(block)) say("is a blank text", at)
      if (type === "tool_result") {
        const id = Field.text(block, "tool_use_id") ?? ""
        // Only blocks of text may not be blank: a text in their place may be, for a tool that said nothing.
        if (typeof block["content"] !== "string" && blocksOf(block).some(isBlank)) say("has a blank text", at)
        if (!onlyResults) say("is a result after other content", at)
        if (!asked.includes(id)) say("is a result of no call of the message before", at)
      } else onlyResults = false
      if ((type === "thinking" || type === "redacted_thinking") && calling) say("is thinking after a call", at)
      if (type !== "tool_use") continue
      calling = true
      const id = Field.text(block, "id") ?? ""
      if (seen.has(id)) say("repeats the id of a call", at)
      seen.add(id)
      if (!/^[a-zA-Z0-9_-]+$/.test(id)) say("has an id that is refused", at)
      if (!/^[a-zA-Z0-9_-]{1,128}$/.test(Field.text(block, "name") ?? "")) say("has a name that is refused", at)
      if (!Json.isObject(block["input"])) say("has an input that is no object", at)
      if (!answers.includes(id)) say("is a call without a result in the next message", at)
    }
    if (
      new Set(idsOf(message, "tool_result", "tool_use_id")).size < idsOf(message, "tool_result", "tool_use_id").length
    )
      say("answers a call twice")
    if (calls.length > 0 && message["role"] !== "assistant") say("calls a tool and is not of the assistant")
  }
  return found
}

const isBlank = (block: Json.JsonObject): boolean =>
  block["type"] === "text" && (Field.text(block, "text") ?? "").trim() === ""

/** The blocks of a message or of a result. */
const blocksOf = (message: Json.JsonObject | undefined): ReadonlyArray<Json.JsonObject> => {
  const content = message?.["content"]
  if (typeof content === "string") return [{ type: "text", text: content }]
  return Json.isArray(content) ? content.filter(Json.isObject) : []
}

const idsOf = (message: Json.JsonObject | undefined, type: string, key: string): ReadonlyArray<string> =>
  blocksOf(message).flatMap((block) => (block["type"] === type ? [Field.text(block, key) ?? ""] : []))
