/** The AI SDK's model messages, as far as an export writes them. The types of `ai` take them. */
import type { Json } from "@org/messages-core"

/** A model message. */
export type AiSdkModelMessage =
  | (Base & {
      readonly role: "system"
      /** The instructions. */
      readonly content: string
    })
  | (Base & {
      readonly role: "user"
      /** What the user says, and the files of the user. */
      readonly content: Array<Text | File | Image>
    })
  | (Base & {
      readonly role: "assistant"
      /** What the model says and thinks, and its calls of tools. */
      readonly content: Array<Text | File | Reasoning | ToolCall | ToolResult>
    })
  | (Base & {
      readonly role: "tool"
      /** The results of calls. */
      readonly content: Array<ToolResult>
    })

type Base = {
  /** What programs add for one provider, under its name. The slot is here, if an export uses it. */
  readonly providerOptions?: { [provider: string]: { [key: string]: Value } }
}

export type Text = { readonly type: "text"; readonly text: string }

export type File = {
  readonly type: "file"
  readonly data: string
  readonly mediaType: string
  readonly filename?: string
}

export type Image = { readonly type: "image"; readonly image: string }

export type Reasoning = {
  readonly type: "reasoning"
  readonly text: string
  readonly providerOptions?: { readonly anthropic: { readonly signature?: string; readonly redactedData?: string } }
}

export type ToolCall = {
  readonly type: "tool-call"
  readonly toolCallId: string
  readonly toolName: string
  readonly input: Json.Json
  readonly providerExecuted?: boolean
}

export type ToolResult = {
  readonly type: "tool-result"
  readonly toolCallId: string
  readonly toolName: string
  readonly output: Output
}

export type Output =
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "error-text"; readonly value: string }
  | { readonly type: "json"; readonly value: Value }
  | { readonly type: "error-json"; readonly value: Value }
  | {
      readonly type: "content"
      readonly value: Array<
        | Text
        | { readonly type: "file-data"; readonly data: string; readonly mediaType: string; readonly filename?: string }
        | { readonly type: "file-url"; readonly url: string }
      >
    }

/** A mutable JSON value, as the AI SDK's types require. */
export type Value = null | string | number | boolean | Array<Value> | { [key: string]: Value }
