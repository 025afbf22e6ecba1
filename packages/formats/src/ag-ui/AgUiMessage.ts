/** Messages of the Agent User Interaction protocol, as far as an export writes them. The schemas of `@ag-ui/core` 1 take them. */
import type { Json } from "@org/messages-core"

/** A message. */
export type AgUiMessage =
  | (Base & {
      /** The author: the program that instructs the model. */
      readonly role: "system" | "developer"
      /** The name of the author. */
      readonly name?: string
      /** The instructions. */
      readonly content: string
    })
  | (Base & {
      readonly role: "user"
      /** The name of the user. */
      readonly name?: string
      /** What the user says, as text or as parts. */
      readonly content: string | Array<Content>
    })
  | (Base & {
      readonly role: "assistant"
      /** The name of the agent. */
      readonly name?: string
      /** What the model says; absent if it only calls tools. */
      readonly content?: string
      /** The calls of tools. */
      readonly toolCalls?: Array<ToolCall>
    })
  | (Base & {
      readonly role: "tool"
      /** The id of the call that this answers. */
      readonly toolCallId: string
      /** The result of the call, as text or as parts. */
      readonly content: string | Array<Content>
      /** Why the call failed. */
      readonly error?: string
    })
  | (Base & {
      readonly role: "reasoning"
      /** The reasoning, or its summary. */
      readonly content: string
      /** The reasoning encrypted: opaque, to be sent back byte for byte. */
      readonly encryptedValue?: string
    })
  | (Base & {
      readonly role: "activity"
      /** What kind of activity it is, such as `PLAN`. */
      readonly activityType: string
      /** The state of the activity. */
      readonly content: Json.JsonObject
    })

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
