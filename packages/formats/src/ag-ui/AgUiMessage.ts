/** Messages of the Agent User Interaction protocol, as far as an export writes them. The schemas of `@ag-ui/core` 1 take them. */
import type { Json } from "@org/messages-core"

/** A message. */
export type AgUiMessage =
  | (Base & { readonly role: "system" | "developer"; readonly name?: string; readonly content: string })
  | (Base & { readonly role: "user"; readonly name?: string; readonly content: string | Array<Content> })
  | (Base & {
      readonly role: "assistant"
      readonly name?: string
      readonly content?: string
      readonly toolCalls?: Array<ToolCall>
    })
  | (Base & {
      readonly role: "tool"
      readonly toolCallId: string
      readonly content: string | Array<Content>
      readonly error?: string
    })
  | (Base & { readonly role: "reasoning"; readonly content: string; readonly encryptedValue?: string })
  | (Base & { readonly role: "activity"; readonly activityType: string; readonly content: Json.JsonObject })

type Base = { readonly id: string; readonly metadata?: Json.JsonObject }

/** A part of the content of a user or a tool. */
export type Content =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "audio" | "video" | "document"; readonly source: Source }

/** The bytes of a file, or where they are. */
export type Source =
  | { readonly type: "data"; readonly value: string; readonly mimeType: string }
  | { readonly type: "url"; readonly value: string; readonly mimeType?: string }
  | { readonly type: "file"; readonly value: string; readonly mimeType?: string }

/** A call of a tool. */
export type ToolCall = {
  readonly id: string
  readonly type: "function"
  readonly function: { readonly name: string; readonly arguments: string }
  readonly encryptedValue?: string
}
