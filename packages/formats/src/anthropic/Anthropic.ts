/** Anthropic's messages (`MessageParam` of `@anthropic-ai/sdk`), in the form that the API takes: what it would refuse is left out. */
import { Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Field from "../Field.js"
import * as Replay from "../replay/Replay.js"
import * as AnthropicBlock from "./AnthropicBlock.js"
import type { AnthropicMessage } from "./AnthropicMessage.js"

const name = "anthropic"

const write = (group: Messages): Run => group.flatMap(elementsOf)

/** Results must come first in a user's message, so an assistant's message that has results becomes two messages. */
const elementsOf = ({ parts, role }: Message.Message): Run => {
  const results = parts.flatMap((part) => (part.type === "tool-result" ? [AnthropicBlock.writeResult(part)] : []))
  const said = parts.flatMap((part): ReadonlyArray<Json.JsonObject> => {
    const block = part.type === "reasoning" ? AnthropicBlock.writeThinking(part) : AnthropicBlock.writeContent(part)
    if (part.type === "unknown") return Json.isObject(part.native) ? [part.native] : []
    return block === undefined ? [] : [block]
  })
  const calls = parts.flatMap((part) => (part.type === "tool-call" ? [AnthropicBlock.writeCall(part)] : []))
  const content: ReadonlyArray<Json.Json> = [...said, ...calls]
  if (role === "assistant")
    return [
      ...(content.length > 0 ? [{ role, content }] : []),
      ...(results.length > 0 ? [{ role: "user", content: results }] : [])
    ]
  const all: ReadonlyArray<Json.Json> = [...results, ...content]
  return all.length > 0 ? [{ role: role === "system" ? role : "user", content: all }] : []
}

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const { content } = native
    const parts: ReadonlyArray<Part.Part> =
      typeof content === "string"
        ? [{ type: "text", text: content }]
        : Field.elements(native, "content").map(AnthropicBlock.read)
    const role = Field.oneOf(native, "role", ["user", "assistant", "system"]) ?? "participant"
    const answers = role === "user" && parts.length > 0 && parts.every(({ type }) => type === "tool-result")
    return { version: 1, format: name, role: answers ? "tool" : role, parts }
  })

/** The parts that the API accepts. System and developer messages become the user's: the API accepts those everywhere in the list. */
const expressible = (message: Message.Message): Message.Message => ({
  version: 1,
  role: message.role === "assistant" ? "assistant" : "user",
  parts: message.parts.flatMap((part): ReadonlyArray<Part.Part> => {
    switch (part.type) {
      case "text":
        return [part]
      case "refusal":
        return [{ type: "text", text: part.text }]
      case "tool-call":
      case "tool-result":
        return [part]
      case "file":
        return message.role === "assistant" || AnthropicBlock.writeContent(part) === undefined ? [] : [part]
      case "reasoning":
        return message.role === "assistant" && (part.signedBy ?? name) === name && AnthropicBlock.writeThinking(part)
          ? [part]
          : []
      default:
        return []
    }
  })
})

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  variants: ["alone"],
  recognizes: Recognition.anthropic,
  replayable: Replay.of({
    callId: /^[a-zA-Z0-9_-]+$/,
    name: /^[a-zA-Z0-9_-]{1,128}$/,
    nameLength: 128,
    prefix: "toolu",
    oneMessage: true,
    mayBeSent: (part) => !AnthropicBlock.isBlank(part) && !(part.type === "refusal" && part.text.trim() === "")
  })
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is AnthropicMessage =>
  Field.oneOf(element, "role", ["user", "assistant"]) !== undefined && Array.isArray(element["content"])

const converter = Converter.typed(definition, isMessage)

const toMessages = converter.export
const fromMessages = converter.import

export {
  /** The messages of a request, as the API takes them. */
  toMessages as export,
  /** The canonical messages of Anthropic's messages. */
  fromMessages as import
}
