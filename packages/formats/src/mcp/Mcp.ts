/** Messages of the Model Context Protocol: the messages of a prompt, and between them calls and results in the form of sampling. */
import { type Format, Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run, SlotPlace } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Replay from "../replay/Replay.js"
import * as Audience from "./Audience.js"
import * as McpBlock from "./McpBlock.js"
import type { McpMessage, McpPromptMessage, McpSamplingMessage } from "./McpMessage.js"
import * as McpTool from "./McpTool.js"

const name = "mcp"

const write = (group: Messages, invent?: Format.Invent): Run =>
  group.flatMap((message) => {
    const { format, parts, role } = message
    const native = role === "assistant" ? "assistant" : "user"
    const said = parts.flatMap((part): Run => {
      if (part.type === "unknown") return format === name ? [{ role: native, content: contentOf(part.native) }] : []
      const block = McpBlock.write(part, invent)
      return block === undefined ? [] : [{ role: native, content: Audience.put(block, message) }]
    })
    const calls = parts.flatMap((part) => (part.type === "tool-call" ? [McpTool.writeCall(part)] : []))
    const results = parts.flatMap((part) => (part.type === "tool-result" ? [McpTool.writeResult(part, invent)] : []))
    const called = calls.length > 0 ? [{ role: native, content: calls }] : []
    const answered = results.length > 0 ? [{ role: "user", content: results }] : []
    return role === "assistant" ? [...said, ...called, ...answered] : [...answered, ...said, ...called]
  })

const contentOf = (native: Json.Json): Json.Json => (Json.isObject(native) ? native : [native])

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const content = Json.own(native, "content")
    const blocks = Json.isArray(content) ? content : content === undefined ? [] : [content]
    const parts = blocks.map(partOf)
    const answers = parts.length > 0 && parts.every(({ type }) => type === "tool-result")
    const role = Field.oneOf(native, "role", ["user", "assistant"]) ?? ("participant" as const)
    return Json.compact({
      version: 1 as const,
      format: name,
      role: role === "user" && answers ? ("tool" as const) : role,
      visibility: blocks.length === 1 ? Audience.read(blocks[0]) : undefined,
      parts
    })
  })

const partOf = (block: Json.Json): Part.Part => {
  const type = Json.isObject(block) ? block["type"] : undefined
  const tool = type === "tool_use" ? McpTool.readCall : type === "tool_result" ? McpTool.readResult : () => undefined
  return (Json.isObject(block) ? tool(block) : undefined) ?? McpBlock.read(block)
}

/** What MCP says of a message. */
const expressible = ({ parts, role, visibility }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    role,
    visibility,
    parts: parts.flatMap((part): ReadonlyArray<Part.Part> => {
      if (part.type === "refusal") return [{ type: "text", text: part.text }]
      if (part.type === "tool-call") return [part]
      if (part.type !== "tool-result") return McpBlock.write(part) === undefined ? [] : [part]
      const content = part.content?.filter((inner) => McpBlock.write(inner) !== undefined)
      return [content === undefined ? part : { ...part, content }]
    })
  })

const ofMessage = MetadataSlot.of("_meta")
const ofContent = MetadataSlot.inside("content", ofMessage)

/** Readers preserve the slot of a block; that of a message only if its content is a list. */
const slot: SlotPlace = {
  get: (element) => placeOf(element).get(element),
  put: (element, value) => placeOf(element).put(element, value),
  clear: (element) => placeOf(element).clear(element)
}

const placeOf = ({ content }: Json.JsonObject): SlotPlace => (Json.isObject(content) ? ofContent : ofMessage)

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  variants: ["alone"],
  recognizes: Recognition.mcp,
  slot,
  replayable: Replay.of({
    callId: /^[^]+$/,
    name: /^[A-Za-z0-9_.-]{1,128}$/,
    nameLength: 128,
    prefix: "call",
    oneMessage: true,
    mayBeSent: () => true
  })
}

/** Whether a prompt may have a message: any but calls and results. */
export const isPrompt = (message: McpMessage): message is McpPromptMessage => !Array.isArray(message.content)

/** Whether a request for sampling may have a message: any but files that are neither images nor audio. */
export const isSampling = (message: McpMessage): message is McpSamplingMessage =>
  !("type" in message.content) || (message.content.type !== "resource" && message.content.type !== "resource_link")

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is McpMessage =>
  Field.oneOf(element, "role", ["user", "assistant"]) !== undefined && typeof element["content"] === "object"

/** The converter of messages, which are only written. */
export const converter = Converter.writeOnly(Converter.typed(definition, isMessage))

const toMessages = converter.export

export {
  /** The messages of a conversation, each for a prompt or for sampling. */
  toMessages as export
}
