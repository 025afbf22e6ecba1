/** Messages of the Agent User Interaction protocol (AG-UI 1.0), as the input of an agent's run. */
import { type Format, Json, type Message, Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as PlainPart from "../PlainPart.js"
import * as AgUiContent from "./AgUiContent.js"
import type { AgUiMessage } from "./AgUiMessage.js"
import * as Recognition from "../recognition/Recognition.js"

const name = "ag-ui"

/** The prefix of the types of activities, which hold canonical parts that no other message can express. */
const activity = "messages."

/** Reasoning, results and other parts without a text become separate messages, in the order of the parts; the last one has the message's id. */
const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.flatMap((message) => {
    const elements = message.role === "assistant" ? ofAssistant(message) : ofOthers(message)
    const last = elements.findLastIndex(({ role }) => role === message.role || elements.length === 1)
    const place = last === -1 ? elements.length - 1 : last
    return elements.map((element, index) => ({
      ...element,
      id: (index === place ? message.id : undefined) ?? invent("msg"),
      ...(index === place && message.metadata !== undefined && { metadata: message.metadata })
    }))
  })

/** Consecutive texts are joined, because an assistant's message has only one. */
const ofAssistant = (message: Message.Message): Run => {
  const elements: Array<Json.JsonObject> = []
  let texts: Array<string> = []
  let calls: Array<Json.Json> = []
  const close = () => {
    if (texts.length > 0 || calls.length > 0)
      elements.push(
        Json.compact({
          role: "assistant",
          name: message.author?.name,
          content: texts.length > 0 ? texts.join("\n\n") : undefined,
          toolCalls: calls.length > 0 ? calls : undefined
        })
      )
    texts = []
    calls = []
  }
  for (const part of message.parts) {
    if (part.type === "text" || part.type === "refusal") {
      if (calls.length > 0) close()
      texts.push(part.text)
    } else if (part.type === "tool-call") calls.push(AgUiContent.writeCall(part))
    else if (isOwn(message, part) && part.at === "/toolCalls") calls.push(part.native)
    else {
      close()
      elements.push(ownElement(message, part))
    }
  }
  close()
  return elements.length > 0 ? elements : [Json.compact({ role: "assistant", name: message.author?.name })]
}

const ofOthers = (message: Message.Message): Run => {
  const { author, parts, role } = message
  const isContent = (part: Part.Part) =>
    AgUiContent.elementOf(part) !== undefined || (isOwn(message, part) && part.at === undefined)
  const apart = parts.filter((part) => !isContent(part)).map((part) => ownElement(message, part))
  const said = parts.filter(isContent)
  if (said.length === 0 && apart.length > 0) return apart
  const native = role === "system" || role === "developer" ? role : "user"
  const texts = said.flatMap((part) => (part.type === "text" ? [part.text] : []))
  const content = native === "user" ? AgUiContent.write(said) : texts.join("\n\n")
  return [...apart, Json.compact({ role: native, name: author?.name, content })]
}

/** Whether the part is an element of AG-UI itself. */
const isOwn = ({ format }: Message.Message, part: Part.Part): part is Part.Unknown =>
  format === name && part.type === "unknown"

/** The message of a part that needs a message of its own. */
const ownElement = (message: Message.Message, part: Part.Part): Json.JsonObject => {
  if (isOwn(message, part) && Json.isObject(part.native)) return part.native
  switch (part.type) {
    case "reasoning": {
      const { encrypted, signature, summary, text } = part
      return Json.compact({ role: "reasoning", content: text ?? summary ?? "", encryptedValue: signature ?? encrypted })
    }
    case "tool-result": {
      const { callId, content, isError, output } = part
      const text = typeof output === "string" ? output : JSON.stringify(output ?? null)
      const said = output === undefined && content !== undefined ? AgUiContent.write(content) : text
      const error = isError === true ? (typeof said === "string" ? said : JSON.stringify(said)) : undefined
      return Json.compact({ role: "tool", toolCallId: callId, content: said, error })
    }
    default: {
      const { type, ...content } = part
      return { role: "activity", activityType: `${activity}${type}`, content }
    }
  }
}

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const role = Field.oneOf(native, "role", ["user", "assistant", "system", "developer", "tool"])
    const author = Field.text(native, "name")
    return Json.compact({
      version: 1 as const,
      format: name,
      id: Field.text(native, "id"),
      role: role ?? (apart(native) === undefined ? ("participant" as const) : ("assistant" as const)),
      author: author === undefined || role === "tool" || role === undefined ? undefined : { name: author },
      parts: partsOf(native, role),
      metadata: Field.object(native, "metadata")
    })
  })

const partsOf = (native: Json.JsonObject, role: Message.Role | undefined): ReadonlyArray<Part.Part> => {
  const content = Json.own(native, "content")
  if (role === undefined) return [apart(native) ?? { type: "unknown", native, at: "" }]
  if (role === "tool") return [readResult(native, content) ?? { type: "unknown", native, at: "" }]
  if (role === "user") return AgUiContent.read(content)
  const texts: ReadonlyArray<Part.Part> = typeof content === "string" ? [{ type: "text", text: content }] : []
  return role === "assistant" ? [...texts, ...Field.elements(native, "toolCalls").map(AgUiContent.readCall)] : texts
}

/** The part of a message of reasoning, or of an activity. */
const apart = (native: Json.JsonObject): Part.Part | undefined => {
  const content = Json.own(native, "content")
  if (native["role"] === "reasoning")
    return Part.make({
      type: "reasoning",
      text: typeof content === "string" ? content : undefined,
      signature: Field.text(native, "encryptedValue")
    })
  const type = native["role"] === "activity" ? Field.text(native, "activityType") : undefined
  return type?.startsWith(activity) === true && Json.isObject(content)
    ? PlainPart.of({ ...content, type: type.slice(activity.length) })
    : undefined
}

const readResult = (native: Json.JsonObject, content: Json.Json | undefined): Part.ToolResult | undefined =>
  Part.make({
    type: "tool-result",
    callId: Field.text(native, "toolCallId"),
    output: typeof content === "string" ? content : undefined,
    content: Json.isArray(content) ? AgUiContent.read(content) : undefined,
    isError: Field.text(native, "error") === undefined ? undefined : true
  })

/** What AG-UI can express of a message. An assistant's files, and parts without any other message type, become activities. */
const expressible = ({ author, id, metadata, parts, role }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    id,
    role,
    author: author?.name === undefined || role === "tool" ? undefined : { name: author.name },
    metadata,
    parts: parts.map((part) =>
      part.type === "tool-result" && part.content !== undefined
        ? { ...part, content: part.content.filter((inner) => AgUiContent.elementOf(inner) !== undefined) }
        : part
    )
  })

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  recognizes: Recognition.agUi,
  variants: ["alone"],
  slot: MetadataSlot.of("metadata")
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is AgUiMessage => Field.text(element, "id") !== undefined

const converter = Converter.typed(definition, isMessage)

const toMessages = converter.export
const fromMessages = converter.import

export {
  /** The messages of a conversation with an agent. */
  toMessages as export,
  /** The canonical messages of those of a conversation with an agent. */
  fromMessages as import
}
