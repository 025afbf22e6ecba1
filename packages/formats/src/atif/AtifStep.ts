/** Steps of the Agent Trajectory Interchange Format, as far as an export writes them (version 1.7). */
import type { Json } from "@org/messages-core"

/** A trajectory. */
export type AtifTrajectory = {
  /** The version of the format, such as `ATIF-v1.7`. */
  readonly schema_version: string
  /** The agent that made the steps. */
  readonly agent: {
    /** The name of the agent. */
    readonly name: string
    /** The version of the agent. */
    readonly version: string
  }
  /** The steps in order. */
  readonly steps: Array<AtifStep>
}

/** A step of a trajectory. */
export type AtifStep = {
  /** The number of the step, from 1. */
  readonly step_id: number
  /** Who took the step. */
  readonly source: "system" | "user" | "agent"
  /** When the step was taken, in UTC (RFC 3339). */
  readonly timestamp?: string
  /** The model that took the step. */
  readonly model_name?: string
  /** What was said, as text or as parts. */
  readonly message: string | Array<Content>
  /** The reasoning of the model. */
  readonly reasoning_content?: string
  /** The calls of tools. */
  readonly tool_calls?: Array<ToolCall>
  /** The results of the calls. */
  readonly observation?: {
    /** The result of each call. */
    readonly results: Array<Result>
  }
  /** The usage and cost of the step. */
  readonly metrics?: Metrics
  /** What the format has no field for. */
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
