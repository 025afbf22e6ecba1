/** Sessions of Claude Code: the JSONL files under `~/.claude/projects`. Every line with a message becomes one message. */
import { Json, type Message, type Part, Time } from "@org/messages-core"
import * as AnthropicBlock from "../anthropic/AnthropicBlock.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as Native from "../algebra/Native.js"
import * as Field from "../Field.js"
import * as Session from "./Session.js"
import * as Recognition from "../recognition/Recognition.js"

const name = "claude-code"

const write = (group: Messages): Run =>
  group.map(({ conversation, createdAt, finishReason, id, model, parentId, parts, role, usage }) => {
    const content = parts.map(blockOf)
    const [only] = parts
    return Json.compact({
      type: role === "tool" ? "user" : role,
      uuid: id,
      parentUuid: parentId,
      sessionId: conversation?.id,
      timestamp: createdAt,
      message: Json.compact({
        role: role === "tool" ? "user" : role,
        content: role === "user" && parts.length === 1 && only?.type === "text" ? only.text : content,
        model,
        stop_reason: finishReason,
        usage:
          usage &&
          Json.compact({
            input_tokens: usage.inputTokens,
            output_tokens: usage.outputTokens,
            cache_read_input_tokens: usage.cachedInputTokens
          })
      })
    })
  })

const blockOf = (part: Part.Part): Json.Json => {
  switch (part.type) {
    case "unknown":
      return part.native
    case "reasoning":
      return AnthropicBlock.writeThinking(part) ?? null
    case "tool-call":
      return AnthropicBlock.writeCall(part)
    case "tool-result":
      return AnthropicBlock.writeResult(part)
    default:
      return AnthropicBlock.writeContent(part) ?? null
  }
}

const read = (run: Run): Messages =>
  run.map((line): Message.Message => {
    const message = Field.object(line, "message") ?? {}
    const content = Json.own(message, "content")
    const parts: ReadonlyArray<Part.Part> =
      typeof content === "string"
        ? [{ type: "text", text: content }]
        : Field.elements(message, "content").map(AnthropicBlock.read)
    const answers = parts.length > 0 && parts.every(({ type }) => type === "tool-result")
    const role: Message.Role = Field.oneOf(message, "role", ["user", "assistant"]) ?? "participant"
    const session = Field.text(line, "sessionId")
    const timestamp = Field.text(line, "timestamp")
    const usage = Field.object(message, "usage") ?? {}
    return Json.compact({
      version: 1 as const,
      format: name,
      id: Field.text(line, "uuid"),
      conversation: session === undefined ? undefined : { id: session },
      parentId: Field.text(line, "parentUuid"),
      role: answers && role === "user" ? ("tool" as const) : role,
      parts,
      createdAt: timestamp !== undefined && Time.isTime(timestamp) ? timestamp : undefined,
      model: Field.text(message, "model"),
      usage: Field.some({
        inputTokens: Field.count(usage, "input_tokens"),
        outputTokens: Field.count(usage, "output_tokens"),
        cachedInputTokens: Field.count(usage, "cache_read_input_tokens")
      }),
      finishReason: Field.text(message, "stop_reason")
    })
  })

/** The lines with messages as a format: what a message cannot express of its line is its residue. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible: (message) => message,
  variants: ["alone"]
}

const isMessage = (line: Json.JsonObject): boolean =>
  Field.oneOf(line, "type", ["user", "assistant"]) !== undefined && Field.object(line, "message") !== undefined

/** The converter of session files. */
export const converter = Session.of(name, Recognition.claudeCode, (lines) => ({
  messages: lines.filter(isMessage).flatMap((line) => Native.toMessages(definition, [line], "alone")),
  others: lines.filter((line) => !isMessage(line))
}))

const fromFile = converter.import

export {
  /** The canonical messages of a session file. */
  fromFile as import
}
