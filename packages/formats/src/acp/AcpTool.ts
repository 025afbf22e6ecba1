/** Calls and results in updates of ACP, and the canonical parts that they stand for. */
import { type Format, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as McpBlock from "../mcp/McpBlock.js"
import type { Call, CallUpdate, Status } from "./AcpUpdate.js"

/** The update that starts a call. People see its title, so a tool without a name gets an invented one. */
export const writeCall = (call: Part.ToolCall, invent: Format.Invent = () => ""): Call => {
  const { callId, input, inputText, name, state } = call
  return Json.compact({
    sessionUpdate: "tool_call" as const,
    toolCallId: callId,
    title: name || invent("tool"),
    name,
    status: state === undefined ? undefined : statuses[state],
    rawInput: input ?? inputText
  })
}

/** The call of an update. */
export const readCall = (update: Json.JsonObject): Part.ToolCall | undefined => {
  const status = Field.text(update, "status")
  return Part.make({
    type: "tool-call",
    callId: Field.text(update, "toolCallId"),
    name: Field.text(update, "name") ?? Field.text(update, "title"),
    input: Json.own(update, "rawInput"),
    state: (["pending", "completed", "error"] as const).find((state) => statuses[state] === status),
    inputText: undefined,
    approval: undefined,
    executedBy: undefined,
    signature: undefined
  })
}

/** The update that ends a call. */
export const writeResult = (result: Part.ToolResult, invent: Format.Invent = () => ""): CallUpdate => {
  const { callId, content, isError, isPreliminary, name, output } = result
  const status: Status = isError === true ? "failed" : isPreliminary === true ? "in_progress" : "completed"
  return Json.compact({
    sessionUpdate: "tool_call_update" as const,
    toolCallId: callId,
    name,
    status,
    content: content?.flatMap((part) => {
      const block = McpBlock.write(part, invent)
      return block === undefined ? [] : [{ type: "content" as const, content: block }]
    }),
    rawOutput: output
  })
}

/** The result of an update. */
export const readResult = (update: Json.JsonObject): Part.ToolResult | undefined => {
  const status = Field.text(update, "status")
  const output = Json.own(update, "rawOutput")
  const content = output === undefined ? Json.own(update, "content") : undefined
  return Part.make({
    type: "tool-result",
    callId: Field.text(update, "toolCallId"),
    name: Field.text(update, "name"),
    output,
    content: Json.isArray(content) ? content.map(readContent) : undefined,
    isError: status === "failed" ? true : undefined,
    isPreliminary: status === "in_progress" ? true : undefined
  })
}

const readContent = (element: Json.Json): Part.Text | Part.File | Part.Unknown => {
  const block = Json.isObject(element) && element["type"] === "content" ? Json.own(element, "content") : undefined
  const part = block === undefined ? undefined : McpBlock.read(block)
  return part === undefined || part.type === "unknown" ? { type: "unknown", native: element } : part
}

const statuses = {
  streaming: "pending",
  pending: "pending",
  "approval-requested": "pending",
  "approval-responded": "pending",
  completed: "completed",
  error: "failed",
  denied: "failed"
} as const satisfies { readonly [S in NonNullable<Part.ToolCall["state"]>]: Status }
