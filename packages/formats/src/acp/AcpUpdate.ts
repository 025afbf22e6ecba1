/** Notifications of a session of the Agent Client Protocol, as far as an export writes them. The types of `@agentclientprotocol/sdk` take them. */
import type { Json } from "@org/messages-core"
import type { Block } from "../mcp/McpMessage.js"

/** One update of a session, as an agent sends it while a session is loaded. */
export type AcpNotification = {
  /** The id of the session. */
  readonly sessionId: string
  /** What is new: a piece of a message, a call of a tool, or the outcome of a call. */
  readonly update: Chunk | Call | CallUpdate
  /** What the protocol has no field for. */
  readonly _meta?: Json.JsonObject
}

/** A piece of what a person, an agent or its reasoning says. */
export type Chunk = {
  readonly sessionUpdate: "user_message_chunk" | "agent_message_chunk" | "agent_thought_chunk"
  readonly content: Block
  readonly messageId?: string
}

/** The status of a call. */
export type Status = "pending" | "in_progress" | "completed" | "failed"

/** A call of a tool. */
export type Call = {
  readonly sessionUpdate: "tool_call"
  readonly toolCallId: string
  readonly title: string
  readonly name: string
  readonly status?: Status
  readonly rawInput?: Json.Json
}

/** The outcome of a call. */
export type CallUpdate = {
  readonly sessionUpdate: "tool_call_update"
  readonly toolCallId: string
  readonly name?: string
  readonly status: Status
  readonly content?: Array<{ readonly type: "content"; readonly content: Block }>
  readonly rawOutput?: Json.Json
}
