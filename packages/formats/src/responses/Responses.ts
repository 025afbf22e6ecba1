/** Items of OpenAI's Responses API and of Open Responses, in the form that may be sent again: what the API would refuse is left out. */
import { type Format, Json, type Message, Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Field from "../Field.js"
import * as Arguments from "../openai/Arguments.js"
import * as Replay from "../replay/Replay.js"
import * as ResponsesContent from "./ResponsesContent.js"
import type { ResponsesItem } from "./ResponsesItem.js"
import * as ResponsesRun from "./ResponsesRun.js"

const name = "responses"

const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.flatMap((message) => {
    const items = message.parts.flatMap((part): Run => {
      const item = itemOf(part, message, invent)
      return item === undefined ? [] : [item]
    })
    const followed = items.filter((item, index) => item["type"] !== "reasoning" || isFollowed(items, index))
    if (message.role === "assistant") return followed
    const content = message.parts.flatMap((part) => ResponsesContent.writeNative(part) ?? [])
    if (content.length === 0) return followed
    const role = message.role === "system" || message.role === "developer" ? message.role : "user"
    return [...followed, { type: "message", role, content }]
  })

/** A reasoning item is refused unless an item that it led to comes after it. */
const isFollowed = (items: Run, index: number): boolean =>
  items.slice(index + 1).some(({ type }) => type === "message" || type === "function_call")

/** The item of a part. In a message that is not the assistant's, only results are separate items. */
const itemOf = (part: Part.Part, message: Message.Message, invent: Format.Invent): Json.JsonObject | undefined => {
  if (part.type === "tool-result") return { type: "function_call_output", call_id: part.callId, output: outputOf(part) }
  if (message.role !== "assistant") return undefined
  switch (part.type) {
    case "text":
    case "refusal":
      return said(part, message.phase)
    case "reasoning":
      return Json.compact({
        type: "reasoning",
        id: part.id ?? invent("rs"),
        summary: part.summary === undefined ? [] : [{ type: "summary_text", text: part.summary }],
        encrypted_content: part.encrypted
      })
    case "tool-call":
      return { type: "function_call", call_id: part.callId, name: part.name, arguments: Arguments.write(part) }
    case "unknown":
      return Json.isObject(part.native) ? part.native : undefined
    default:
      return undefined
  }
}

/** A text in the form of the API's output, if it has an id; without one, the API accepts a plain text. */
const said = ({ id, text, type }: Part.Text | Part.Of<"refusal">, phase: Message.Message["phase"]): Json.JsonObject => {
  const message = { type: "message", role: "assistant" }
  if (id === undefined) return Json.compact({ ...message, content: text, phase })
  const element = type === "text" ? { type: "output_text", text, annotations: [] } : { type, refusal: text }
  return Json.compact({ ...message, id, status: "completed", content: [element], phase })
}

const outputOf = ({ content, output }: Part.ToolResult): Json.Json => {
  if (content !== undefined) return content.flatMap((part) => ResponsesContent.writeNative(part) ?? [])
  return typeof output === "string" ? output : JSON.stringify(output ?? null)
}

/** A run is one message. */
const read = (run: Run): Messages => {
  const [first] = run
  if (first === undefined) return []
  const kind = ResponsesRun.kindOf(first)
  const role =
    kind === "result"
      ? ("tool" as const)
      : kind === "assistant"
        ? ("assistant" as const)
        : (Field.oneOf(first, "role", ["user", "system", "developer"]) ?? ("participant" as const))
  const phases = new Set(run.flatMap((item) => (isMessage(item) ? [Field.oneOf(item, "phase", phaseNames)] : [])))
  const [phase] = phases
  return [
    Json.compact({
      version: 1 as const,
      format: name,
      role,
      phase: phases.size === 1 ? phase : undefined,
      parts: run.flatMap((item) => partsOf(item))
    })
  ]
}

const phaseNames = ["commentary", "final_answer"] as const

const isMessage = (item: Json.JsonObject): boolean => (item["type"] ?? "message") === "message"

const partsOf = (item: Json.JsonObject): ReadonlyArray<Part.Part> => {
  if (isMessage(item)) {
    const content = Json.own(item, "content")
    if (typeof content === "string") return [{ type: "text", text: content }]
    const id = item["role"] === "assistant" ? Field.text(item, "id") : undefined
    return Json.isArray(content)
      ? content.map((element) => {
          const part = ResponsesContent.read(element)
          return id === undefined || part.type === "unknown" ? part : { ...part, id }
        })
      : []
  }
  return [typed(item) ?? { type: "unknown", native: item }]
}

const typed = (item: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => Field.text(item, key)
  switch (text("type")) {
    case "reasoning": {
      const summaries = Field.elements(item, "summary")
      const [summary] = summaries
      return Part.make({
        type: "reasoning",
        id: text("id"),
        summary: summaries.length === 1 && Json.isObject(summary) ? Field.text(summary, "text") : undefined,
        encrypted: text("encrypted_content"),
        signedBy: text("encrypted_content") === undefined ? undefined : "openai"
      })
    }
    case "function_call":
      return Part.make({
        type: "tool-call",
        callId: text("call_id"),
        name: text("name"),
        input: undefined,
        ...Arguments.read(text("arguments")),
        state: undefined
      })
    case "custom_tool_call":
      return Part.make({ type: "tool-call", callId: text("call_id"), name: text("name"), inputText: text("input") })
    case "function_call_output":
    case "custom_tool_call_output": {
      const output = Json.own(item, "output")
      return Part.make({
        type: "tool-result",
        callId: text("call_id"),
        output: typeof output === "string" ? output : undefined,
        content: Json.isArray(output) ? output.map(contentOf) : undefined
      })
    }
    default:
      return undefined
  }
}

const contentOf = (element: Json.Json): Part.Text | Part.File | Part.Unknown => {
  const part = ResponsesContent.read(element)
  return part.type === "refusal" ? { type: "unknown", native: element } : part
}

/** The parts that the API accepts: reasoning only if OpenAI encrypted it. Files of an assistant have no item. */
const expressible = ({ parts, phase, role }: Message.Message): Message.Message =>
  Json.compact({
    version: 1 as const,
    role,
    phase,
    parts: parts.flatMap((part): ReadonlyArray<Part.Part> => {
      switch (part.type) {
        case "text":
        case "refusal":
          return [{ type: "text", text: part.text }]
        case "tool-call":
        case "file":
          return [part]
        case "tool-result":
          return [
            part.content === undefined
              ? part
              : { ...part, content: part.content.filter((inner) => ResponsesContent.write(inner) !== undefined) }
          ]
        case "reasoning": {
          const { encrypted, id, signedBy, summary } = part
          if (role !== "assistant" || signedBy !== "openai" || encrypted === undefined || encrypted === "") return []
          return [
            Json.compact({ type: "reasoning" as const, encrypted, summary, id: id?.startsWith("rs_") ? id : undefined })
          ]
        }
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
  variants: ["run"],
  recognizes: Recognition.responses,
  runs: ResponsesRun.of,
  replayable: Replay.of({
    callId: /^[a-zA-Z0-9_-]{1,64}$/,
    name: /^[a-zA-Z0-9_-]{1,64}$/,
    nameLength: 64,
    prefix: "call",
    oneMessage: false,
    mayBeSent: () => true
  })
}

/** Whether an item that was imported before is one that an export may write. */
const isItem = (element: Json.JsonObject): element is ResponsesItem =>
  Field.oneOf(element, "type", ["message", "reasoning", "function_call", "function_call_output"]) !== undefined

const converter = Converter.typed(definition, isItem)

const toItems = converter.export
const fromItems = converter.import

export {
  /** The items of a request, as the API takes them. */
  toItems as export,
  /** The canonical messages of items. */
  fromItems as import
}
