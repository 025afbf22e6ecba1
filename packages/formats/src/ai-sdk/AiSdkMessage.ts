/** The AI SDK's UI messages, as far as an export writes them. The types of `ai` 6 and 7 take them. */
import type { Json } from "@org/messages-core"

/** A UI message. */
export type AiSdkMessage = {
  /** The id of the message. */
  readonly id: string
  /** Who the message is from. */
  readonly role: "system" | "user" | "assistant"
  /** What the UI message has no field for. */
  readonly metadata?: Json.JsonObject
  /** The parts of the message, in order. */
  readonly parts: Array<AiSdkPart>
}

/** A part of a UI message. */
export type AiSdkPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string; readonly providerMetadata?: Metadata }
  | { readonly type: "file"; readonly mediaType: string; readonly filename?: string; readonly url: string }
  | { readonly type: "source-url"; readonly sourceId: string; readonly url: string; readonly title?: string }
  | {
      readonly type: "source-document"
      readonly sourceId: string
      readonly mediaType: string
      readonly title: string
      readonly filename?: string
    }
  | { readonly type: "step-start" }
  | { readonly type: `data-${string}`; readonly id?: string; readonly data: Json.Json }
  | (Tool & State)

type Metadata = { readonly anthropic: { readonly signature?: string; readonly redactedData?: string } }

type Tool = {
  readonly type: "dynamic-tool"
  readonly toolName: string
  readonly toolCallId: string
  readonly providerExecuted?: boolean
}

type Approval = { readonly id: string }

type State =
  | { readonly state: "input-streaming" | "input-available"; readonly input: Json.Json }
  | { readonly state: "approval-requested"; readonly input: Json.Json; readonly approval: Approval }
  | {
      readonly state: "approval-responded"
      readonly input: Json.Json
      readonly approval: Approval & { readonly approved: boolean; readonly reason?: string }
    }
  | {
      readonly state: "output-denied"
      readonly input: Json.Json
      readonly approval: Approval & { readonly approved: false; readonly reason?: string }
    }
  | {
      readonly state: "output-available"
      readonly input: Json.Json
      readonly output: Json.Json
      readonly preliminary?: boolean
    }
  | { readonly state: "output-error"; readonly input: Json.Json; readonly errorText: string }
