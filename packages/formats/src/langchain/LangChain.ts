/** LangChain's messages as its stores keep them (`StoredMessage` of `@langchain/core` 1), with standard content blocks. */
import { Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as PlainJson from "../PlainJson.js"
import * as LangChainBlock from "./LangChainBlock.js"
import type { LangChainMessage } from "./LangChainMessage.js"
import * as LangChainMetadata from "./LangChainMetadata.js"
import * as Recognition from "../recognition/Recognition.js"

const name = "langchain"

/** Each result is a message of its own. The first element of a message has the message's id. */
const write = (group: Messages): Run =>
  group.flatMap((message) => {
    const { format, parts, role } = message
    const results = parts.flatMap((part) => (part.type === "tool-result" ? [resultOf(part)] : []))
    const others = parts.filter(({ type }) => type !== "tool-result")
    const content = contentOf(others)
    const calls = others.flatMap((part) => (part.type === "tool-call" ? [LangChainBlock.call(part)] : []))
    const isSaid = content.length > 0 || calls.length > 0 || (results.length === 0 && format === name)
    const native = typeof content === "string" ? undefined : ("v1" as const)
    const said = Json.compact({
      content,
      name: message.author?.name,
      role: roleOf(role) === "generic" ? role : undefined,
      additional_kwargs: {},
      response_metadata: LangChainMetadata.write(message, native),
      ...(role === "assistant" && {
        tool_calls: calls.filter(({ type }) => type === "tool_call"),
        invalid_tool_calls: calls.filter(({ type }) => type === "invalid_tool_call"),
        usage_metadata: LangChainMetadata.writeUsage(message.usage)
      })
    })
    const main = isSaid ? [{ type: roleOf(role), data: said }] : []
    const elements: Run = role === "assistant" ? [...main, ...results] : [...results, ...main]
    return elements.map((element, index) =>
      index === 0 && message.id !== undefined
        ? { ...element, data: { ...Field.object(element, "data"), id: message.id } }
        : element
    )
  })

const roleOf = (role: Message.Role): "human" | "ai" | "system" | "generic" => {
  switch (role) {
    case "assistant":
      return "ai"
    case "system":
      return role
    case "developer":
    case "participant":
      return "generic"
    default:
      return "human"
  }
}

/** A single text becomes a string with the calls beside it, which every version of LangChain reads; anything else becomes blocks that include the calls. */
const contentOf = (parts: ReadonlyArray<Part.Part>): string | ReadonlyArray<Json.Json> => {
  const [first, ...rest] = parts
  const isText = first?.type === "text" && first.text !== ""
  if (first === undefined || (isText ? rest : parts).every(({ type }) => type === "tool-call"))
    return isText ? first.text : ""
  return parts.flatMap((part): ReadonlyArray<Json.Json> => {
    if (part.type === "unknown") return [part.native]
    const block = LangChainBlock.write(part)
    return block === undefined ? [] : [block]
  })
}

/** A result as text for the model, with its value as the artifact. */
const resultOf = ({ callId, content, isError, name, output }: Part.ToolResult): Json.JsonObject => {
  const blocks = content?.flatMap((part) =>
    part.type === "unknown" ? [part.native] : (LangChainBlock.write(part) ?? [])
  )
  const isText = output === undefined || typeof output === "string"
  return {
    type: "tool",
    data: Json.compact({
      content: isText ? (output ?? blocks ?? "") : JSON.stringify(output),
      tool_call_id: callId,
      name,
      status: isError === undefined ? undefined : isError ? "error" : "success",
      artifact: isText || !PlainJson.isSafe(output) ? undefined : output,
      additional_kwargs: {},
      response_metadata: {}
    })
  }
}

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const data = Field.object(native, "data") ?? {}
    const type = Field.text(native, "type")
    const author = Field.text(data, "name")
    const result = type === "tool" ? readResult(data) : undefined
    return Json.compact({
      version: 1 as const,
      format: name,
      id: Field.text(data, "id"),
      role:
        type === "generic"
          ? (Field.oneOf(data, "role", ["developer", "participant"]) ?? ("participant" as const))
          : readRole(type),
      author: author === undefined || result !== undefined ? undefined : { name: author },
      parts: result === undefined ? partsOf(data) : [result],
      ...LangChainMetadata.read(data, type === "ai")
    })
  })

const readRole = (type: string | undefined): Message.Role => {
  switch (type) {
    case "human":
      return "user"
    case "ai":
      return "assistant"
    case "system":
    case "tool":
      return type
    default:
      return "participant"
  }
}

/** The blocks, and the calls that are only beside them. */
const partsOf = (data: Json.JsonObject): ReadonlyArray<Part.Part> => {
  const content = Json.own(data, "content")
  const blocks: ReadonlyArray<Part.Part> =
    typeof content === "string"
      ? content === ""
        ? []
        : [{ type: "text", text: content }]
      : Field.elements(data, "content").map(LangChainBlock.read)
  const known = new Set(blocks.flatMap((part) => (part.type === "tool-call" ? [`${part.callId} ${part.name}`] : [])))
  const beside = [...Field.elements(data, "tool_calls"), ...Field.elements(data, "invalid_tool_calls")].flatMap(
    (entry) => (Json.isObject(entry) ? (LangChainBlock.readCall(entry) ?? []) : [])
  )
  return [...blocks, ...beside.filter(({ callId, name }) => !known.has(`${callId} ${name}`))]
}

const readResult = (data: Json.JsonObject): Part.ToolResult | undefined => {
  const callId = Field.text(data, "tool_call_id")
  if (callId === undefined) return undefined
  const content = Json.own(data, "content")
  const artifact = Json.own(data, "artifact")
  const isValue = artifact !== undefined && typeof artifact !== "string" && content === JSON.stringify(artifact)
  const status = Field.oneOf(data, "status", ["success", "error"])
  return Json.compact({
    type: "tool-result" as const,
    callId,
    name: Field.text(data, "name"),
    output: isValue ? artifact : typeof content === "string" ? content : undefined,
    content: Json.isArray(content) ? content.map(LangChainBlock.readContent) : undefined,
    isError: status === undefined ? undefined : status === "error"
  })
}

/** The parts that have a standard block. Only a model's messages have calls. */
const expressible = ({ author, finishReason, id, model, parts, role, usage }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    id,
    role,
    author: author?.name === undefined ? undefined : { name: author.name },
    model,
    usage,
    finishReason,
    parts: parts.flatMap((part): ReadonlyArray<Part.Part> => {
      if (part.type === "tool-call") return role === "assistant" ? [part] : []
      if (part.type !== "tool-result") return LangChainBlock.write(part) === undefined ? [] : [part]
      const content = part.content?.filter((inner) => LangChainBlock.write(inner) !== undefined)
      return [content === undefined ? part : { ...part, content }]
    })
  })

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  recognizes: Recognition.langChain,
  variants: ["alone"],
  slot: { ...MetadataSlot.within("data", "additional_kwargs"), rebuilds: true }
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is LangChainMessage =>
  Field.oneOf(element, "type", ["human", "ai", "system", "generic", "tool"]) !== undefined &&
  Field.object(element, "data") !== undefined

const converter = Converter.typed(definition, isMessage)

const toMessages = converter.export
const fromMessages = converter.import

export {
  /** The stored messages of a conversation. */
  toMessages as export,
  /** The canonical messages of stored messages. */
  fromMessages as import
}
