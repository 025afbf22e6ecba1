/** Messages of the Agent2Agent protocol, as far as an export writes them. The types and the parser of `@a2a-js/sdk` 1 take them. */
import type { Json } from "@org/messages-core"

/** A message, as JSON has it. */
export type A2aMessage = {
  readonly messageId: string
  readonly contextId?: string
  readonly role: "ROLE_USER" | "ROLE_AGENT"
  readonly parts: Array<A2aPart>
  readonly metadata?: Json.JsonObject
}

/** A part of a message. `metadata.kind` of a value says which canonical part it holds. */
export type A2aPart =
  | { readonly text: string }
  | { readonly raw: string; readonly mediaType?: string; readonly filename?: string }
  | { readonly url: string; readonly mediaType?: string; readonly filename?: string }
  | { readonly data: Json.JsonObject; readonly metadata: { readonly kind: string } }
