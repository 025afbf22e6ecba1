/** Messages of the Model Context Protocol, as far as an export writes them. The types of `@modelcontextprotocol/sdk` take them. */
import type { Json } from "@org/messages-core"

/** A message of a prompt, or one of a request for sampling. Texts, images and audio stand in both. */
export type McpMessage = McpPromptMessage | McpSamplingMessage

/** A message of a prompt. */
export type McpPromptMessage = { readonly role: "user" | "assistant"; readonly content: Block }

/** A message of a request for sampling: also all calls of an assistant, and all their results. */
export type McpSamplingMessage =
  | { readonly role: "user" | "assistant"; readonly content: Spoken }
  | { readonly role: "assistant"; readonly content: Array<ToolUse> }
  | { readonly role: "user"; readonly content: Array<ToolResult> }

/** A block of content, which ACP has too. */
export type Block = Spoken | Attached

type Annotated = { readonly annotations?: { readonly audience: Array<"user" | "assistant"> } }

/** What models take and give. */
export type Spoken = Annotated &
  (
    | { readonly type: "text"; readonly text: string }
    | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  )

/** What prompts and results take as well. */
export type Attached = Annotated &
  (
    | { readonly type: "resource"; readonly resource: Resource }
    | { readonly type: "resource_link"; readonly name: string; readonly uri: string; readonly mimeType?: string }
  )

/** A file that stands in the document. */
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
