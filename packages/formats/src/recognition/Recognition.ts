/** Strict checks of how the elements of each standard format look, so that the format of a document can be found without its name. */
import { Json } from "@org/messages-core"
import * as Field from "../Field.js"

type Recognizes = (element: Json.JsonObject) => boolean

/** UI messages of the AI SDK. */
export const aiSdk: Recognizes = (element) =>
  hasOnly(element, ["id", "role", "metadata", "parts"]) &&
  Field.text(element, "id") !== undefined &&
  hasRole(element, ["system", "user", "assistant"]) &&
  isListOf(element, "parts", uiPart)

/** Messages of Anthropic, of a request or of a response. */
export const anthropic: Recognizes = (element) =>
  hasRole(element, ["user", "assistant", "system"]) &&
  (element["type"] ?? (hasAny(element, ["id"]) ? "" : "message")) === "message" &&
  !hasAny(element, ["parts", "tool_calls", "refusal", "name", "phase", "providerOptions", "createdAt"]) &&
  (typeof element["content"] === "string" || isListOf(element, "content", anthropicBlock))

/** Messages of Chat Completions. */
export const chat: Recognizes = (element) => {
  if (!hasRole(element, ["system", "developer", "user", "assistant", "tool"])) return false
  if (hasAny(element, ["type", "parts", "id", "phase", "providerOptions", "createdAt"])) return false
  const content = element["content"]
  if (element["role"] === "tool" && Field.text(element, "tool_call_id") === undefined) return false
  if (typeof content === "string") return true
  if (Json.isArray(content)) return isListOf(element, "content", chatPart)
  if (element["role"] !== "assistant") return false
  return content === null || hasAny(element, ["tool_calls", "refusal", "audio", "function_call"])
}

/** Items of the Responses API. */
export const responses: Recognizes = (element) => {
  const type = Field.text(element, "type")
  if (type !== undefined && type !== "message")
    return /^(reasoning|item_reference|compaction|.+_(call|output|request|response|list_tools))$/.test(type)
  return (
    (type !== undefined || !hasAny(element, ["id"])) &&
    hasOnly(element, ["type", "id", "role", "content", "status", "phase"]) &&
    hasRole(element, ["user", "assistant", "system", "developer"]) &&
    (typeof element["content"] === "string" || isListOf(element, "content", responsesContent))
  )
}

/** Model messages of the AI SDK. */
export const aiSdkModel: Recognizes = (element) =>
  hasOnly(element, ["role", "content", "providerOptions"]) &&
  (hasRole(element, ["system", "user", "assistant"]) && typeof element["content"] === "string"
    ? true
    : hasRole(element, ["user", "assistant", "tool"]) && isListOf(element, "content", modelPart))

/** Messages of OpenTelemetry. */
export const otel: Recognizes = (element) =>
  hasOnly(element, ["role", "name", "parts", "finish_reason", "messages/residue"]) &&
  Field.text(element, "role") !== undefined &&
  isListOf(element, "parts", otelPart)

/** Stored messages of LangChain. */
export const langChain: Recognizes = (element) =>
  hasOnly(element, ["type", "data"]) &&
  Field.text(element, "type") !== undefined &&
  Object.hasOwn(Field.object(element, "data") ?? {}, "content")

/** Messages of AG-UI. */
export const agUi: Recognizes = (element) =>
  Field.text(element, "id") !== undefined &&
  hasRole(element, ["developer", "system", "assistant", "user", "tool", "activity", "reasoning"]) &&
  hasAny(element, ["content", "toolCalls"]) &&
  hasOnly(element, [
    "id",
    "role",
    "name",
    "content",
    "toolCalls",
    "toolCallId",
    "error",
    "encryptedValue",
    "activityType",
    "metadata"
  ])

/** Steps of an ATIF trajectory. */
export const atif: Recognizes = (element) =>
  Field.oneOf(element, "source", ["system", "user", "agent"]) !== undefined && hasAny(element, ["message"])

/** Messages of Effect's `Prompt`. */
export const effectPrompt: Recognizes = (element) =>
  hasOnly(element, ["role", "content", "options"]) &&
  hasRole(element, ["system", "user", "assistant", "tool"]) &&
  (typeof element["content"] === "string" || isListOf(element, "content", effectPart))

/** Messages of the Agent2Agent protocol. */
export const a2a: Recognizes = (element) =>
  Field.oneOf(element, "role", ["ROLE_USER", "ROLE_AGENT"]) !== undefined && isListOf(element, "parts", () => true)

/** Prompt messages and sampling messages of MCP. */
export const mcp: Recognizes = (element) => {
  if (!hasRole(element, ["user", "assistant"]) || !hasOnly(element, ["role", "content", "_meta"])) return false
  const content = Json.own(element, "content")
  return Json.isObject(content) ? mcpBlock(content) : isListOf(element, "content", mcpToolBlock)
}

/** Notifications of a session of ACP. */
export const acp: Recognizes = (element) =>
  hasOnly(element, ["sessionId", "update", "_meta"]) &&
  Field.text(Field.object(element, "update") ?? {}, "sessionUpdate") !== undefined

/** Examples of OpenAI's fine-tuning. */
export const fineTuning: Recognizes = (element) =>
  hasOnly(element, ["messages", "tools", "parallel_tool_calls"]) && isListOf(element, "messages", chat)

/** Lines that only a session of Claude Code has. */
export const claudeCode: Recognizes = (element) =>
  Field.text(element, "type") !== undefined && hasAny(element, ["sessionId", "leafUuid"])

/** Lines that only a session of Factory's droid has. */
export const factorySession: Recognizes = (element) =>
  !hasAny(element, ["sessionId", "payload", "role"]) &&
  (element["type"] === "session_start" ||
    (element["type"] === "message" && Field.object(element, "message") !== undefined))

/** Whether a line can only come from a session file. */
export const isSession: Recognizes = (element) => [claudeCode, codex, factorySession].some((is) => is(element))

/** Lines that only a session of Codex has. */
export const codex: Recognizes = (element) =>
  Field.text(element, "type") !== undefined && hasAny(element, ["timestamp"]) && hasAny(element, ["payload"])

const hasRole = (element: Json.JsonObject, roles: ReadonlyArray<string>): boolean =>
  Field.oneOf(element, "role", roles) !== undefined

const hasOnly = (element: Json.JsonObject, keys: ReadonlyArray<string>): boolean =>
  Object.keys(element).every((key) => keys.includes(key))

const hasAny = (element: Json.JsonObject, keys: ReadonlyArray<string>): boolean =>
  keys.some((key) => Object.hasOwn(element, key))

const isListOf = (element: Json.JsonObject, key: string, is: Recognizes): boolean => {
  const list = Json.own(element, key)
  return Json.isArray(list) && list.every((item) => Json.isObject(item) && is(item))
}

/** Elements that are recognized by their type, each with the keys that it must have. */
const byType =
  (types: { readonly [type: string]: ReadonlyArray<string> }, others?: RegExp): Recognizes =>
  (element) => {
    const type = Field.text(element, "type")
    if (type === undefined) return false
    const keys = Object.hasOwn(types, type) ? types[type] : undefined
    return keys === undefined ? others?.test(type) === true : keys.every((key) => Object.hasOwn(element, key))
  }

const uiPart = byType(
  {
    text: ["text"],
    reasoning: ["text"],
    file: ["mediaType", "url"],
    "source-url": ["sourceId", "url"],
    "source-document": ["sourceId", "mediaType"],
    "step-start": [],
    "dynamic-tool": ["toolName", "toolCallId", "state"],
    // The next three came with `ai` 7.
    custom: ["kind"],
    "reasoning-file": ["mediaType", "url"],
    "steering-message": ["id", "parts"]
  },
  /^(tool|data)-./
)

const anthropicBlock = byType(
  {
    text: ["text"],
    image: ["source"],
    document: ["source"],
    thinking: ["thinking"],
    redacted_thinking: ["data"],
    tool_use: ["id", "name", "input"],
    tool_result: ["tool_use_id"],
    search_result: ["source"],
    container_upload: ["file_id"]
  },
  /^(server_tool_use|mcp_tool_use|.+_tool_result)$/
)

const mcpToolBlock = byType({ tool_use: ["id", "name", "input"], tool_result: ["toolUseId"] })

const mcpBlock = byType({
  text: ["text"],
  image: ["data", "mimeType"],
  audio: ["data", "mimeType"],
  resource: ["resource"],
  resource_link: ["uri"],
  tool_use: ["id", "name", "input"],
  tool_result: ["toolUseId"]
})

const chatPart = byType({
  text: ["text"],
  refusal: ["refusal"],
  image_url: ["image_url"],
  input_audio: ["input_audio"],
  file: ["file"]
})

const responsesContent = byType({
  input_text: ["text"],
  input_image: [],
  input_file: [],
  output_text: ["text"],
  refusal: ["refusal"]
})

const modelPart = byType({
  text: ["text"],
  image: ["image"],
  file: ["data", "mediaType"],
  custom: ["kind"],
  reasoning: ["text"],
  "reasoning-file": ["data", "mediaType"],
  "tool-call": ["toolCallId", "toolName"],
  "tool-result": ["toolCallId", "toolName", "output"],
  "tool-approval-request": ["approvalId"],
  "tool-approval-response": ["approvalId"]
})

const effectPart = byType({
  text: ["text"],
  reasoning: ["text"],
  file: ["mediaType", "data"],
  "tool-call": ["id", "name", "params"],
  "tool-result": ["id", "name"]
})

const otelPart = byType(
  {
    text: ["content"],
    reasoning: ["content"],
    tool_call: ["name"],
    tool_call_response: ["response"],
    blob: ["content"],
    uri: ["uri"],
    file: ["file_id"]
  },
  /^[a-z_]+\.[a-z_.-]+$/
)
