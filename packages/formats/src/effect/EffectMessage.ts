/** Messages of Effect's `Prompt`, as far as an export writes them. The schemas of `@effect/ai` 0.37 take them. */
import type { Json } from "@org/messages-core"

/** A prompt. */
export type EffectPrompt = { readonly content: Array<EffectMessage> }

/** A message of a prompt. */
export type EffectMessage =
  | {
      readonly role: "system"
      /** The instructions. */
      readonly content: string
    }
  | {
      readonly role: "user"
      /** What the user says, as text or as parts. */
      readonly content: string | Array<Text | File>
    }
  | {
      readonly role: "assistant"
      /** What the model says, as text or as parts, and its calls of tools. */
      readonly content: string | Array<Text | File | Reasoning | ToolCall | ToolResult>
    }
  | {
      readonly role: "tool"
      /** The results of calls. */
      readonly content: Array<ToolResult>
    }

export type Text = { readonly type: "text"; readonly text: string }

export type File = {
  readonly type: "file"
  readonly mediaType: string
  readonly fileName?: string
  readonly data: string
}

export type Reasoning = {
  readonly type: "reasoning"
  readonly text: string
  readonly options?: { readonly anthropic: Signed }
}

/** Signed and encrypted reasoning in the form of `@effect/ai-anthropic`. */
export type Signed =
  | { readonly type: "thinking"; readonly signature: string }
  | { readonly type: "redacted_thinking"; readonly redactedData: string }

export type ToolCall = {
  readonly type: "tool-call"
  readonly id: string
  readonly name: string
  readonly params: Json.Json
  readonly providerExecuted: boolean
}

export type ToolResult = {
  readonly type: "tool-result"
  readonly id: string
  readonly name: string
  readonly isFailure: boolean
  readonly result: Json.Json
  readonly providerExecuted: boolean
}
