/** Messages of the Agent2Agent protocol, as far as an export writes them. The types and the parser of `@a2a-js/sdk` 1 take them. */
import type { Json } from "@org/messages-core"

/** A message, as JSON has it. */
export type A2aMessage = {
  /** The id of the message. */
  readonly messageId: string
  /** The id of the conversation. */
  readonly contextId?: string
  /** Who sent the message: the client or the agent. */
  readonly role: "ROLE_USER" | "ROLE_AGENT"
  /** The parts of the message. */
  readonly parts: Array<A2aPart>
  /** What the protocol has no field for. */
  readonly metadata?: Json.JsonObject
}

/** A part of a message. `metadata.kind` of a value says which canonical part it holds. */
export type A2aPart =
  | {
      /** The text. */
      readonly text: string
    }
  | {
      /** The bytes of a file in base64. */
      readonly raw: string
      /** The media type of the file. */
      readonly mediaType?: string
      /** The name of the file. */
      readonly filename?: string
    }
  | {
      /** Where the file can be fetched. */
      readonly url: string
      /** The media type of the file. */
      readonly mediaType?: string
      /** The name of the file. */
      readonly filename?: string
    }
  | {
      /** The canonical part, without its type. */
      readonly data: Json.JsonObject
      /** Says how to read `data`. */
      readonly metadata: {
        /** The type of the canonical part. */
        readonly kind: string
      }
    }
