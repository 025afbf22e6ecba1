/** The rules of OpenAI's fine-tuning that the types of Chat Completions cannot express. They share no code with the export, so that they can judge it. */
import { Json } from "@org/messages-core"
import type { Run } from "../algebra/Definition.js"
import * as ChatRules from "../chat/ChatRules.js"
import * as Field from "../Field.js"
import type { Fault } from "../replay/Fault.js"

/** What fine-tuning would refuse in the messages of an example. The calls of the last message need no results. */
export const faults = (messages: Run): ReadonlyArray<Fault> => {
  const found = ChatRules.faults(messages).filter(({ problem }) => problem !== ChatRules.unanswered)
  const last = messages.at(-1)
  if (last === undefined) return [...found, { path: "", problem: "has no messages" }]
  if (last["role"] !== "assistant")
    found.push({ path: Json.pointer([messages.length - 1]), problem: "comes last and is not of the assistant" })
  for (const [index, message] of messages.entries()) {
    const say = (problem: string, ...at: ReadonlyArray<string | number>) => {
      found.push({ path: Json.pointer([index, ...at]), problem })
    }
    const role = Field.oneOf(message, "role", ["system", "user", "assistant", "tool"])
    if (role === undefined) say("has a role that is refused", "role")
    const weight = Json.own(message, "weight")
    if (weight !== undefined && (role !== "assistant" || (weight !== 0 && weight !== 1)))
      say("has a weight that is refused", "weight")
    for (const [at, part] of Field.elements(message, "content").filter(Json.isObject).entries())
      if (!["text", "image_url", "refusal"].includes(Field.text(part, "type") ?? ""))
        say("has content that no model is trained on", "content", at)
  }
  return found
}
