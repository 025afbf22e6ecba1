/** Mielto's messages in the canonical form, and back. */
import { type Address, DataUrl, Format, Json, type Message, type Part, Time } from "@org/messages-core"
import * as SingleContent from "../SingleContent.js"
import * as Expressible from "../Expressible.js"
import * as NativeField from "../NativeField.js"
import * as MieltoElement from "./MieltoElement.js"
import * as ToolArguments from "./ToolArguments.js"

/** The canonical fields of a native message. `sender_id` stays native: it is the same for user and assistant, so it names no author. */
export const read = (native: Json.JsonObject, address?: Address.MessageAddress<"mielto">): Message.Message =>
  Json.compact({
    version: 1 as const,
    format: "mielto",
    ref: address?.ref,
    id: NativeField.string(native, "id"),
    conversation: NativeField.conversation(
      NativeField.string(native, "conversation_id"),
      NativeField.string(native, "workspace_id")
    ),
    parentId: NativeField.string(native, "parent_message_id"),
    role: NativeField.role(native),
    parts: [
      ...SingleContent.read(native),
      ...toolCalls(native),
      ...NativeField.elements(native, "attachments").map(MieltoElement.readAttachment)
    ],
    createdAt: Time.from(native["created_at"]),
    updatedAt: Time.from(native["updated_at"]),
    sentAt: Time.from(native["sent_at"]),
    tags: NativeField.strings(native, "tags"),
    metadata: NativeField.object(native, "meta_data")
  })

/** The native message, made from the fields alone. */
export const write = (message: Message.Message): Json.JsonObject =>
  Json.compact({
    id: message.id,
    conversation_id: message.conversation?.id,
    workspace_id: message.conversation?.workspaceId,
    parent_message_id: message.parentId,
    role: NativeField.nativeRole(message.role),
    content: SingleContent.write(message.parts),
    tool_calls: list(message, MieltoElement.isToolCall),
    attachments: list(message, MieltoElement.isAttachment),
    created_at: message.createdAt,
    updated_at: message.updatedAt,
    sent_at: message.sentAt,
    tags: message.tags,
    meta_data: message.metadata
  })

/** A message of Mielto is one text, tool calls, and attachments with a URL (which may hold the bytes) or an id. */
export const expressible = (message: Message.Message): Message.Message => ({
  ...message,
  parts: [
    ...Expressible.oneText(message.parts),
    ...message.parts.filter(({ type }) => type === "tool-call").map((part) => Expressible.without(part)),
    ...message.parts
      .filter((part) => part.type === "file" && (part.url ?? part.fileId ?? DataUrl.write(part)) !== undefined)
      .map((part) => Expressible.without(part))
  ]
})

/** The format of Mielto's messages. */
export const format = Format.single({
  name: "mielto",
  expressible,
  read,
  write,
  lists: { tool_calls: { holds: MieltoElement.isToolCall }, attachments: { holds: MieltoElement.isAttachment } }
})

const toolCalls = (native: Json.JsonObject): ReadonlyArray<Part.Part> => {
  const readArguments = ToolArguments.reader()
  return NativeField.elements(native, "tool_calls").map((element) => MieltoElement.readToolCall(element, readArguments))
}

/** An empty list is not written; residue says whether it was empty, null or missing. */
const list = (
  { parts }: Message.Message,
  holds: (part: Part.Part) => boolean
): ReadonlyArray<Json.Json> | undefined => {
  const elements = parts.filter(holds).map(MieltoElement.write)
  return elements.length === 0 ? undefined : elements
}
