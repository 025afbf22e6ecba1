/** Messages of the Agent2Agent protocol (A2A 1.0), such as the history of a task. */
import { type Format, Json, type Message } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as Recognition from "../recognition/Recognition.js"
import type { A2aMessage } from "./A2aMessage.js"
import * as A2aPart from "./A2aPart.js"

const name = "a2a"

/** Readers ignore a message without an id or without parts, so the message gets an id, and an empty text. */
const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.map(({ conversation, format, id, metadata, parts, role }) => {
    const elements = parts.map((part): Json.Json =>
      format === name && part.type === "unknown" ? part.native : A2aPart.write(part)
    )
    return Json.compact({
      messageId: id || invent("msg"),
      contextId: conversation?.id || undefined,
      role: role === "assistant" ? "ROLE_AGENT" : "ROLE_USER",
      parts: elements.length > 0 ? elements : [{ text: "" }],
      metadata
    })
  })

const roles = { ROLE_USER: "user", ROLE_AGENT: "assistant" } as const

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const role = Field.oneOf(native, "role", ["ROLE_USER", "ROLE_AGENT"])
    const context = Field.text(native, "contextId")
    return Json.compact({
      version: 1 as const,
      format: name,
      id: Field.text(native, "messageId"),
      conversation: context === undefined ? undefined : { id: context },
      role: role === undefined ? ("participant" as const) : roles[role],
      parts: Field.elements(native, "parts").map(A2aPart.read),
      metadata: Field.object(native, "metadata")
    })
  })

/** The fields and parts that A2A can express: all parts, and only two of the fields. */
const expressible = ({ conversation, id, metadata, parts, role }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    id,
    conversation: conversation?.id === undefined ? undefined : { id: conversation.id },
    role,
    parts,
    metadata
  })

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  variants: ["alone"],
  recognizes: Recognition.a2a,
  slot: MetadataSlot.of("metadata")
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is A2aMessage =>
  Field.oneOf(element, "role", ["ROLE_USER", "ROLE_AGENT"]) !== undefined

/** The converter of messages, which are only written. */
export const converter = Converter.writeOnly(Converter.typed(definition, isMessage))

const toMessages = converter.export

export {
  /** The messages of a conversation between agents. */
  toMessages as export
}
