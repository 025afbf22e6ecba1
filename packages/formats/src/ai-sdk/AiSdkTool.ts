/** Tool calls of the AI SDK, in which one part holds the call and its result. */
import { type Format, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import type { AiSdkPart } from "./AiSdkMessage.js"

/** The part of a call and, if it was answered, of its result. */
export const write = (call: Part.ToolCall, result: Part.ToolResult | undefined, invent: Format.Invent): AiSdkPart => {
  const tool = Json.compact({
    type: "dynamic-tool" as const,
    toolName: call.name,
    toolCallId: call.callId,
    providerExecuted: call.executedBy === "provider" ? true : undefined
  })
  const input = call.input ?? call.inputText ?? {}
  if (result !== undefined) {
    const output = result.output !== undefined ? result.output : (result.content ?? null)
    if (result.isError === true) {
      const errorText = typeof output === "string" ? output : JSON.stringify(output)
      return { ...tool, state: "output-error", input, errorText }
    }
    const preliminary = result.isPreliminary === true ? true : undefined
    return Json.compact({ ...tool, state: "output-available" as const, input, output, preliminary })
  }
  const { approved, id, reason } = call.approval ?? {}
  const approval = () => Json.compact({ id: id ?? invent("approval"), reason })
  switch (call.state) {
    case "streaming":
      return { ...tool, state: "input-streaming", input }
    case "approval-requested":
      return { ...tool, state: "approval-requested", input, approval: { id: approval().id } }
    case "approval-responded":
      return { ...tool, state: "approval-responded", input, approval: { ...approval(), approved: approved === true } }
    case "denied":
      return { ...tool, state: "output-denied", input, approval: { ...approval(), approved: false } }
    default:
      return { ...tool, state: "input-available", input }
  }
}

/** Whether an element is a tool call. */
export const isTool = (element: Json.JsonObject): boolean => {
  const type = Field.text(element, "type")
  return type === "dynamic-tool" || (type?.startsWith("tool-") ?? false)
}

/** The call of an element. */
export const readCall = (element: Json.JsonObject): Part.ToolCall | undefined => {
  const state = Field.text(element, "state")
  const approval = Field.object(element, "approval") ?? {}
  return Part.make({
    type: "tool-call",
    callId: Field.text(element, "toolCallId"),
    name: nameOf(element),
    input: Json.own(element, "input"),
    inputText: undefined,
    state: state !== undefined && Object.hasOwn(states, state) ? states[state] : undefined,
    approval: Field.some({
      id: Field.text(approval, "id"),
      approved: Field.boolean(approval, "approved"),
      reason: Field.text(approval, "reason")
    }),
    executedBy: Field.boolean(element, "providerExecuted") === true ? "provider" : undefined
  })
}

/** The result of an element, if it has one. */
export const readResult = (element: Json.Json): Part.ToolResult | undefined => {
  if (!Json.isObject(element) || !isTool(element) || readCall(element) === undefined) return undefined
  const callId = Field.text(element, "toolCallId")
  const state = Field.text(element, "state")
  if (state === "output-error")
    return Part.make({ type: "tool-result", callId, output: Field.text(element, "errorText"), isError: true })
  if (state !== "output-available") return undefined
  const isPreliminary = Field.boolean(element, "preliminary") === true ? true : undefined
  return Part.make({ type: "tool-result", callId, output: Json.own(element, "output"), isPreliminary })
}

const nameOf = (element: Json.JsonObject): string | undefined => {
  const type = Field.text(element, "type")
  return type === "dynamic-tool" ? Field.text(element, "toolName") : type?.slice("tool-".length)
}

const states: { readonly [state: string]: Part.ToolCall["state"] } = {
  "input-streaming": "streaming",
  "approval-requested": "approval-requested",
  "approval-responded": "approval-responded",
  "output-denied": "denied"
}
