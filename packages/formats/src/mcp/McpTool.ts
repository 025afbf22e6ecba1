/** Calls and results of MCP's sampling, and the canonical parts that they stand for. */
import { type Format, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import * as PlainJson from "../PlainJson.js"
import * as McpBlock from "./McpBlock.js"
import type { ToolResult, ToolUse } from "./McpMessage.js"

/** The block of a call. Arguments that are not an object are wrapped in one. */
export const writeCall = ({ callId, input, inputText, name }: Part.ToolCall): ToolUse => {
  const value = input ?? inputText
  const object = value === undefined ? {} : Json.isObject(value) ? value : { value }
  return { type: "tool_use", id: callId, name, input: PlainJson.object(object) }
}

/** The call of a block. */
export const readCall = (block: Json.JsonObject): Part.ToolCall | undefined =>
  Part.make({
    type: "tool-call",
    callId: Field.text(block, "id"),
    name: Field.text(block, "name"),
    input: Json.own(block, "input"),
    inputText: undefined,
    state: undefined,
    approval: undefined,
    executedBy: undefined,
    signature: undefined
  })

/** The block of a result. An object is given both as structured content and as its text, as the protocol asks. */
export const writeResult = (
  { callId, content, isError, output }: Part.ToolResult,
  invent: Format.Invent = () => ""
): ToolResult => {
  const object = output !== undefined && Json.isObject(output) ? PlainJson.object(output) : undefined
  const text = typeof output === "string" ? output : JSON.stringify(object ?? output)
  return Json.compact({
    type: "tool_result" as const,
    toolUseId: callId,
    content:
      output === undefined
        ? (content ?? []).flatMap((part) => McpBlock.write(part, invent) ?? [])
        : [{ type: "text" as const, text }],
    structuredContent: object,
    isError
  })
}

/** The result of a block. Content that says more than the object is kept, because it is what a model reads. */
export const readResult = (block: Json.JsonObject): Part.ToolResult | undefined => {
  const object = Field.object(block, "structuredContent")
  const list = Field.elements(block, "content")
  const text = textOf(list)
  const isObject = object !== undefined && (list.length === 0 || text === JSON.stringify(object))
  const output = isObject ? object : text
  return Part.make({
    type: "tool-result",
    callId: Field.text(block, "toolUseId"),
    output,
    content: output === undefined ? list.map(McpBlock.read) : undefined,
    isError: Field.boolean(block, "isError"),
    name: undefined,
    isPreliminary: undefined
  })
}

/** The text, if it is all of the content. */
const textOf = ([first, ...rest]: ReadonlyArray<Json.Json>): string | undefined =>
  rest.length === 0 && Json.isObject(first) && first["type"] === "text" && Object.keys(first).length === 2
    ? Field.text(first, "text")
    : undefined
