/** Messages of the Model Context Protocol, as far as an export writes them. The types of `@modelcontextprotocol/sdk` take them. */
import type { Json } from "@org/messages-core"

/** A message of a prompt or of a sampling request. Texts, images and audio occur in both. */
export type McpMessage = McpPromptMessage | McpSamplingMessage

/** A message of a prompt. */
export type McpPromptMessage = {
  /** Who speaks. */
  readonly role: "user" | "assistant"
  /** The one content block of the message. */
  readonly content: Block
}

/** A message of a sampling request; it may also hold all calls of an assistant, or all their results. */
export type McpSamplingMessage =
  | {
      /** Who speaks. */
      readonly role: "user" | "assistant"
      /** A text, an image or audio. */
      readonly content: Spoken
    }
  | {
      /** The model. */
      readonly role: "assistant"
      /** All calls of tools of the turn. */
      readonly content: Array<ToolUse>
    }
  | {
      /** The client, which ran the tools. */
      readonly role: "user"
      /** The results of all calls of the turn before. */
      readonly content: Array<ToolResult>
    }

/** A content block, which ACP shares. */
export type Block = Spoken | Attached

type Annotated = { readonly annotations?: { readonly audience: Array<"user" | "assistant"> } }

/** Content that models read and write. */
export type Spoken = Annotated &
  (
    | { readonly type: "text"; readonly text: string }
    | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  )

/** Content that only prompts and results may have. */
export type Attached = Annotated &
  (
    | { readonly type: "resource"; readonly resource: Resource }
    | { readonly type: "resource_link"; readonly name: string; readonly uri: string; readonly mimeType?: string }
  )

/** A file inside the document. */
export type Resource =
  | { readonly uri: string; readonly mimeType?: string; readonly text: string }
  | { readonly uri: string; readonly mimeType?: string; readonly blob: string }

/** A call of a tool. */
export type ToolUse = {
  readonly type: "tool_use"
  readonly id: string
  readonly name: string
  readonly input: Json.JsonObject
}

/** The result of a call. */
export type ToolResult = {
  readonly type: "tool_result"
  readonly toolUseId: string
  readonly content: Array<Block>
  readonly structuredContent?: Json.JsonObject
  readonly isError?: boolean
}
