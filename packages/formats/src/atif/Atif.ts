/** Trajectories of the Agent Trajectory Interchange Format (ATIF 1.7; 1.8 is read too). */
import { Json, type Message, Part, Time } from "@org/messages-core"
import * as AiSdkGroup from "../ai-sdk/AiSdkGroup.js"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as Envelope from "../algebra/Envelope.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as AtifContent from "./AtifContent.js"
import * as AtifMetrics from "./AtifMetrics.js"
import * as Recognition from "../recognition/Recognition.js"

const name = "atif"

/** Results belong to the step of their calls. A result without a call in the step has no call id. */
const write = (group: Messages): Run => {
  const [message, ...answers] = group
  if (message === undefined) return []
  const { createdAt, format, model, parts, role } = message
  const isAgent = role === "assistant"
  const at = (place: string) =>
    parts.flatMap((part) => (part.type === "unknown" && part.at === place ? [part.native] : []))
  const calls = parts.flatMap((part) => (part.type === "tool-call" ? [AtifContent.writeCall(part)] : []))
  const ids = new Set(calls.map(({ tool_call_id }) => tool_call_id))
  const results = [message, ...answers].flatMap((one) =>
    one.parts.flatMap((part) =>
      part.type === "tool-result" ? [resultOf(part, format === name || ids.has(part.callId))] : []
    )
  )
  const reasoning = parts.flatMap((part) => (part.type === "reasoning" ? [part.text ?? part.summary ?? ""] : []))
  const said = parts.filter(
    ({ at, type }) =>
      type === "text" || type === "refusal" || type === "file" || (type === "unknown" && at === undefined)
  )
  const tool_calls = [...calls, ...at("/tool_calls")]
  const observed = [...results, ...at("/observation/results")]
  return [
    Json.compact({
      source: isAgent ? "agent" : role === "system" || role === "developer" || role === "tool" ? "system" : "user",
      timestamp: createdAt,
      model_name: model,
      message: AtifContent.write(said),
      reasoning_content: reasoning.length > 0 ? reasoning.join("\n\n") : undefined,
      tool_calls: tool_calls.length > 0 ? tool_calls : undefined,
      observation: observed.length > 0 ? { results: observed } : undefined,
      metrics: AtifMetrics.write(message)
    })
  ]
}

const resultOf = ({ callId, content, output }: Part.ToolResult, isOfCall: boolean): Json.JsonObject =>
  Json.compact({
    source_call_id: isOfCall ? callId : undefined,
    content:
      output === undefined
        ? content && AtifContent.write(content)
        : typeof output === "string"
          ? output
          : JSON.stringify(output)
  })

/** Three variants: the results of a step follow it in one message, follow it in one message each, or are in the message of the step. */
const read = (run: Run, variant: string = "next"): Messages =>
  run.flatMap((native) => {
    const source = Field.oneOf(native, "source", ["user", "agent", "system"]) ?? ("participant" as const)
    const observed = Field.elements(Field.object(native, "observation") ?? {}, "results").map(readResult)
    const results = observed.flatMap((part) => (part.type === "tool-result" ? [part] : []))
    const parts: ReadonlyArray<Part.Part> = [
      ...reasoningOf(native),
      ...AtifContent.read(Json.own(native, "message")),
      ...Field.elements(native, "tool_calls").map(AtifContent.readCall),
      ...(variant === "same" ? observed : observed.filter(({ type }) => type === "unknown"))
    ]
    const timestamp = Field.text(native, "timestamp")
    const message: Message.Message = Json.compact({
      version: 1 as const,
      format: name,
      role: source === "agent" ? ("assistant" as const) : source,
      createdAt: timestamp !== undefined && Time.isTime(timestamp) ? timestamp : undefined,
      model: Field.text(native, "model_name"),
      parts,
      ...AtifMetrics.read(Field.object(native, "metrics") ?? {})
    })
    const answers = variant === "each" ? results.map((result) => [result]) : results.length > 0 ? [results] : []
    return variant === "same"
      ? [message]
      : [message, ...answers.map((parts): Message.Message => ({ version: 1, format: name, role: "tool", parts }))]
  })

const reasoningOf = (native: Json.JsonObject): ReadonlyArray<Part.Part> => {
  const text = Field.text(native, "reasoning_content")
  return text === undefined ? [] : [{ type: "reasoning", text }]
}

const readResult = (entry: Json.Json): Part.ToolResult | Part.Unknown => {
  const result = Json.isObject(entry) ? entry : {}
  const content = Json.own(result, "content")
  return (
    Part.make({
      type: "tool-result",
      callId: Field.text(result, "source_call_id"),
      output: typeof content === "string" ? content : undefined,
      content: Json.isArray(content) ? AtifContent.read(content) : undefined
    }) ?? { type: "unknown", native: entry, at: "/observation/results" }
  )
}

/** What a step can express of a message. Reasoning, calls and usage belong to the agent. */
const expressible = ({ cost, createdAt, model, parts, role, usage }: Message.Message): Message.Message => {
  const isAgent = role === "assistant"
  return Json.compact({
    version: 1 as const,
    role,
    createdAt,
    ...(isAgent && { model, usage, cost }),
    parts: parts.flatMap((part): ReadonlyArray<Part.Part> => {
      if (part.type === "tool-result") {
        const content = part.content?.filter((inner) => AtifContent.elementOf(inner) !== undefined)
        return [content === undefined ? part : { ...part, content }]
      }
      if (part.type === "tool-call" || part.type === "reasoning") return isAgent ? [part] : []
      if (part.type === "refusal") return [{ type: "text", text: part.text }]
      return AtifContent.elementOf(part) === undefined ? [] : [part]
    })
  })
}

/** The format of the steps. */
export const definition: Definition = {
  name,
  split: (messages) => AiSdkGroup.splitWhere(messages, () => true),
  write,
  read,
  expressible,
  recognizes: Recognition.atif,
  variants: ["next", "each", "same"],
  slot: MetadataSlot.of("extra"),
  refusesEmpty: true
}

/** The trajectory around the steps. */
export const envelope: Envelope.Envelope = {
  field: "steps",
  empty: { schema_version: "ATIF-v1.7", agent: { name: "unknown", version: "unknown" } },
  synthetic: ["/agent/name", "/agent/version"],
  place: { key: "step_id", at: (index) => index + 1 }
}

/** The converter of trajectories. */
export const converter: Converter.Converter<Json.JsonObject> = Envelope.of(envelope, Converter.of(definition))

const toTrajectory = converter.export
const fromTrajectory = converter.import

export {
  /** The trajectory of a conversation. */
  toTrajectory as export,
  /** The canonical messages of a trajectory. */
  fromTrajectory as import
}
