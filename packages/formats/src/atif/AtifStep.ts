/** Steps of the Agent Trajectory Interchange Format, as far as an export writes them (version 1.7). */
import type { Json } from "@org/messages-core"

/** A trajectory. */
export type AtifTrajectory = {
  readonly schema_version: string
  readonly agent: { readonly name: string; readonly version: string }
  readonly steps: Array<AtifStep>
}

/** A step of a trajectory. */
export type AtifStep = {
  readonly step_id: number
  readonly source: "system" | "user" | "agent"
  readonly timestamp?: string
  readonly model_name?: string
  readonly message: string | Array<Content>
  readonly reasoning_content?: string
  readonly tool_calls?: Array<ToolCall>
  readonly observation?: { readonly results: Array<Result> }
  readonly metrics?: Metrics
  readonly extra?: Json.JsonObject
}

/** A part of a message or of a result. */
export type Content =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly source: { readonly media_type: string; readonly path: string } }

/** A call of a tool. */
export type ToolCall = {
  readonly tool_call_id: string
  readonly function_name: string
  readonly arguments: Json.JsonObject
}

/** A result of a call, or of something else that happened. */
export type Result = { readonly source_call_id?: string; readonly content?: string | Array<Content> }

/** The usage and cost of a step. */
export type Metrics = {
  readonly prompt_tokens?: number
  readonly completion_tokens?: number
  readonly cached_tokens?: number
  readonly cost_usd?: number
}
