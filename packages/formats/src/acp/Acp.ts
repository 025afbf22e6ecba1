/** Notifications of a session of the Agent Client Protocol (ACP 1): what an agent sends when an earlier session is loaded. */
import { type Format, Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as Audience from "../mcp/Audience.js"
import * as McpBlock from "../mcp/McpBlock.js"
import * as Recognition from "../recognition/Recognition.js"
import * as AcpTool from "./AcpTool.js"
import type { AcpNotification } from "./AcpUpdate.js"

const name = "acp"

/** One update for each part, in their order. The updates of a session must agree in its id. */
const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.flatMap((message) => {
    const { conversation, format, parts } = message
    return parts.flatMap((part): Run => {
      if (part.type === "unknown") return format === name && Json.isObject(part.native) ? [part.native] : []
      const update = updateOf(part, message, invent)
      return update === undefined ? [] : [{ sessionId: conversation?.id ?? invent("session"), update }]
    })
  })

const updateOf = (part: Part.Part, message: Message.Message, invent: Format.Invent): Json.JsonObject | undefined => {
  if (part.type === "tool-call") return AcpTool.writeCall(part, invent)
  if (part.type === "tool-result") return AcpTool.writeResult(part, invent)
  const isThought = part.type === "reasoning"
  const block = McpBlock.write(isThought ? { type: "text", text: part.text ?? part.summary ?? "" } : part, invent)
  if (block === undefined) return undefined
  const said = message.role === "assistant" ? "agent_message_chunk" : "user_message_chunk"
  return Json.compact({
    sessionUpdate: isThought ? "agent_thought_chunk" : said,
    content: Audience.put(block, message),
    messageId: message.id
  })
}

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const session = Field.text(native, "sessionId")
    const update = Field.object(native, "update") ?? {}
    const { part, role } = partOf(update)
    const isRead = part !== undefined && session !== undefined
    return Json.compact({
      version: 1 as const,
      format: name,
      id: isRead ? Field.text(update, "messageId") : undefined,
      conversation: isRead ? { id: session } : undefined,
      role,
      visibility: isRead ? Audience.read(Json.own(update, "content")) : undefined,
      parts: [isRead ? part : { type: "unknown" as const, native, at: "" }]
    })
  })

interface Update {
  readonly role: Message.Role
  /** `undefined` for an update that is not part of a message. */
  readonly part: Part.Part | undefined
}

const partOf = (update: Json.JsonObject): Update => {
  switch (Field.text(update, "sessionUpdate")) {
    case "user_message_chunk":
      return { role: "user", part: chunkOf(update) }
    case "agent_message_chunk":
      return { role: "assistant", part: chunkOf(update) }
    case "agent_thought_chunk": {
      const part = chunkOf(update)
      return { role: "assistant", part: part?.type === "text" ? { type: "reasoning", text: part.text } : undefined }
    }
    case "tool_call":
      return { role: "assistant", part: AcpTool.readCall(update) }
    case "tool_call_update":
      return { role: "tool", part: AcpTool.readResult(update) }
    default:
      return { role: "participant", part: undefined }
  }
}

const chunkOf = (update: Json.JsonObject): Part.Text | Part.File | undefined => {
  const content = Json.own(update, "content")
  const part = content === undefined ? undefined : McpBlock.read(content)
  return part?.type === "unknown" ? undefined : part
}

/** What ACP can express of a message. A session has no place for system instructions, and only agents reason and call tools. */
const expressible = ({ conversation, id, parts, role, visibility }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    id,
    conversation: conversation?.id === undefined ? undefined : { id: conversation.id },
    role,
    visibility,
    parts:
      role === "system" || role === "developer"
        ? []
        : parts.flatMap((part): ReadonlyArray<Part.Part> => {
            if (part.type === "refusal") return [{ type: "text", text: part.text }]
            if (part.type === "tool-call") return role === "assistant" ? [part] : []
            if (part.type === "reasoning")
              return role === "assistant" && (part.text ?? part.summary) !== undefined ? [part] : []
            if (part.type !== "tool-result") return McpBlock.write(part) === undefined ? [] : [part]
            const content = part.content?.filter((inner) => McpBlock.write(inner) !== undefined)
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
  variants: ["alone"],
  recognizes: Recognition.acp,
  slot: MetadataSlot.of("_meta")
}

/** Whether an imported message has the exact type that an export promises. */
const isNotification = (element: Json.JsonObject): element is AcpNotification =>
  Field.text(element, "sessionId") !== undefined && Field.object(element, "update") !== undefined

/** The converter of notifications, which are only written. */
export const converter = Converter.writeOnly(Converter.typed(definition, isNotification))

const toNotifications = converter.export

export {
  /** The notifications that replay a conversation to a client. */
  toNotifications as export
}
