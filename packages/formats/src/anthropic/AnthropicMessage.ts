/** Anthropic's messages, as far as an export writes them. The types of `@anthropic-ai/sdk` take them. */
import type { Json } from "@org/messages-core"

/** A message of a request. */
export type AnthropicMessage =
  | {
      readonly role: "user"
      /** What the user says, and the results of the calls before. */
      readonly content: Array<Content | ToolResult>
    }
  | {
      readonly role: "assistant"
      /** What the model says and thinks, and the tools that it calls. */
      readonly content: Array<Text | Thinking | ToolUse>
    }

export type Text = { readonly type: "text"; readonly text: string }

export type ImageType = "image/jpeg" | "image/png" | "image/gif" | "image/webp"

export type Content =
  | Text
  | {
      readonly type: "image"
      readonly source:
        | { readonly type: "base64"; readonly media_type: ImageType; readonly data: string }
        | { readonly type: "url"; readonly url: string }
    }
  | {
      readonly type: "document"
      readonly title?: string
      readonly source:
        | { readonly type: "base64"; readonly media_type: "application/pdf"; readonly data: string }
        | { readonly type: "text"; readonly media_type: "text/plain"; readonly data: string }
        | { readonly type: "url"; readonly url: string }
    }

export type Thinking =
  | { readonly type: "thinking"; readonly thinking: string; readonly signature: string }
  | { readonly type: "redacted_thinking"; readonly data: string }

export type ToolUse = {
  readonly type: "tool_use"
  readonly id: string
  readonly name: string
  readonly input: Json.JsonObject
}

export type ToolResult = {
  readonly type: "tool_result"
  readonly tool_use_id: string
  readonly content?: string | Array<Content>
  readonly is_error?: boolean
}
