/** LangChain's stored messages, as far as an export writes them. `mapStoredMessagesToChatMessages` of `@langchain/core` takes them. */
import type { Json } from "@org/messages-core"

/** A stored message. */
export type LangChainMessage =
  | {
      /** The class of the message. */
      readonly type: "human" | "system"
      /** The fields of the message. */
      readonly data: Data
    }
  | {
      readonly type: "ai"
      /** The fields of the message, with its calls of tools. */
      readonly data: Data & Called
    }
  | {
      readonly type: "generic"
      /** The fields of the message, with its role. */
      readonly data: Data & {
        /** The role, which no other class covers. */
        readonly role: string
      }
    }
  | {
      readonly type: "tool"
      /** The fields of the message, with the call that it answers. */
      readonly data: Data & {
        /** The id of the call. */
        readonly tool_call_id: string
        /** Whether the tool failed. */
        readonly status?: "success" | "error"
        /** A result for the program, which the model does not see. */
        readonly artifact?: Json.Json
      }
    }

/** What every message has. */
export type Data = {
  readonly content: string | Array<Block>
  readonly id?: string
  readonly name?: string
  readonly additional_kwargs: Json.JsonObject
  readonly response_metadata: Json.JsonObject
}

/** What a message of a model has. */
export type Called = {
  readonly tool_calls: Array<ToolCall>
  readonly invalid_tool_calls: Array<InvalidToolCall>
  readonly usage_metadata?: Json.JsonObject
}

/** A standard content block. */
export type Block =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "refusal"; readonly refusal: string }
  | { readonly type: "reasoning"; readonly reasoning: string; readonly signature?: string }
  | File
  | ToolCall
  | InvalidToolCall

export type File = {
  readonly type: "image" | "audio" | "video" | "file"
  readonly mimeType?: string
  readonly data?: string
  readonly url?: string
  readonly fileId?: string
  readonly metadata?: { readonly filename: string }
}

export type ToolCall = {
  readonly type: "tool_call"
  readonly id: string
  readonly name: string
  readonly args: Json.JsonObject
}

export type InvalidToolCall = {
  readonly type: "invalid_tool_call"
  readonly id: string
  readonly name: string
  readonly args: string
}
