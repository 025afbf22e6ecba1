/** The AI SDK's model messages (`ModelMessage`), as `generateText` and `streamText` take them. */
import { type Format, Json, type Message, Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Field from "../Field.js"
import * as ToolName from "../replay/ToolName.js"
import type { AiSdkModelMessage } from "./AiSdkModelMessage.js"
import * as AiSdkModelFile from "./AiSdkModelFile.js"
import * as AiSdkModelOutput from "./AiSdkModelOutput.js"

const name = "ai-sdk-model"

const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.flatMap(({ format, parts, role }): Run => {
    const elements = (chosen: ReadonlyArray<Part.Part>) =>
      chosen.flatMap((part): ReadonlyArray<Json.Json> => {
        if (part.type === "unknown") return format === name ? [part.native] : []
        const element = elementOf(part, invent)
        return element === undefined ? [] : [element]
      })
    if (role === "system" || role === "developer") {
      const texts = parts.flatMap((part) => (part.type === "text" || part.type === "refusal" ? [part.text] : []))
      return texts.length === 0 ? [] : [{ role: "system", content: texts.join("\n\n") }]
    }
    const isResult = ({ type }: Part.Part) => type === "tool-result"
    const results = role === "assistant" ? [] : elements(parts.filter(isResult))
    const said = elements(role === "assistant" ? parts : parts.filter((part) => !isResult(part)))
    const speaker = role === "assistant" ? role : role === "tool" && format === name ? role : "user"
    return [
      ...(results.length > 0 ? [{ role: "tool", content: results }] : []),
      ...(said.length > 0 ? [{ role: speaker, content: said }] : [])
    ]
  })

const elementOf = (part: Part.Part, invent: Format.Invent): Json.JsonObject | undefined => {
  switch (part.type) {
    case "text":
    case "refusal":
      return { type: "text", text: part.text }
    case "reasoning": {
      const { encrypted, signature, signedBy, summary, text } = part
      const anthropic = signedBy === "anthropic" ? Field.some({ signature, redactedData: encrypted }) : undefined
      return Json.compact({
        type: "reasoning",
        text: text ?? summary ?? "",
        providerOptions: anthropic && { anthropic }
      })
    }
    case "file":
      return AiSdkModelFile.write(part)
    case "tool-call":
      return Json.compact({
        type: "tool-call",
        toolCallId: part.callId,
        toolName: part.name,
        input: part.input ?? part.inputText ?? {},
        providerExecuted: part.executedBy === "provider" ? true : undefined
      })
    case "tool-result":
      return {
        type: "tool-result",
        toolCallId: part.callId,
        toolName: part.name ?? invent("tool"),
        output: AiSdkModelOutput.write(part)
      }
    default:
      return undefined
  }
}

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const content = Json.own(native, "content")
    const parts: ReadonlyArray<Part.Part> =
      typeof content === "string"
        ? [{ type: "text", text: content }]
        : Json.isArray(content)
          ? content.map((element) => partOf(element) ?? { type: "unknown", native: element })
          : []
    const role = Field.oneOf(native, "role", ["user", "assistant", "system", "tool"]) ?? "participant"
    return { version: 1, format: name, role, parts }
  })

const partOf = (element: Json.Json): Part.Part | undefined => {
  if (!Json.isObject(element)) return undefined
  const text = (key: string) => Field.text(element, key)
  const type = text("type")
  switch (type) {
    case "text":
      return Part.make({ type, text: text("text") })
    case "reasoning": {
      const anthropic = Field.object(Field.object(element, "providerOptions") ?? {}, "anthropic") ?? {}
      const signature = Field.text(anthropic, "signature")
      const encrypted = Field.text(anthropic, "redactedData")
      const signedBy = signature === undefined && encrypted === undefined ? undefined : "anthropic"
      return Part.make({ type, text: text("text"), signature, encrypted, signedBy })
    }
    case "file":
      return AiSdkModelFile.read(element)
    case "image":
      return AiSdkModelFile.readImage(element)
    case "tool-call":
      return Part.make({
        type,
        callId: text("toolCallId"),
        name: text("toolName"),
        input: Json.own(element, "input"),
        executedBy: Field.boolean(element, "providerExecuted") === true ? "provider" : undefined
      })
    case "tool-result":
      return Part.make({
        type,
        callId: text("toolCallId"),
        name: text("toolName"),
        output: undefined,
        ...AiSdkModelOutput.read(Field.object(element, "output") ?? {})
      })
    default:
      return undefined
  }
}

/** Keeps files and reasoning only where the AI SDK accepts them. The SDK drops empty texts, and would send a message with nothing else as an empty list. */
const expressible = ({ parts, role }: Message.Message): Message.Message => ({
  version: 1,
  role,
  parts: parts.filter((part) => {
    if (part.type === "text" || part.type === "refusal") return part.text !== ""
    if (role === "assistant") return part.type !== "file" || part.mediaType !== undefined
    return part.type !== "reasoning" && part.type !== "tool-call"
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
  recognizes: Recognition.aiSdkModel,
  // A provider's part of the SDK reads the options under its own name only, but other programs may send them on.
  slot: { ...MetadataSlot.ofObjects("providerOptions"), rebuilds: true },
  slotOnRequest: true,
  replayable: ToolName.given
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is AiSdkModelMessage =>
  Field.oneOf(element, "role", ["system", "user", "assistant", "tool"]) !== undefined

const converter = Converter.typed(definition, isMessage)

const toMessages = converter.export
const fromMessages = converter.import

export {
  /** The model messages of a conversation. */
  toMessages as export,
  /** The canonical messages of model messages. */
  fromMessages as import
}
