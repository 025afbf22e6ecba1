/** What a sync is asked to do, and what it reports. */
import { type Address, MessageError, type Provider, SchemaField } from "@org/messages-core"
import type { Pages } from "@org/messages-conversations"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** One conversation, or every conversation of a provider. */
export type SyncTarget =
  | {
      /** The one conversation to sync. */
      readonly conversation: Address.ConversationAddress
    }
  | {
      /** The provider whose conversations are all synced. */
      readonly provider: Provider.Provider
      /** The workspace whose conversations are listed, for providers that have workspaces. */
      readonly parent?: string | undefined
    }

/** How to sync. */
export interface SyncOptions {
  /** Whether to read every conversation from its start, even if it seems unchanged. */
  readonly full?: boolean | undefined
  /** How many conversations are read at once; 4 if absent. */
  readonly concurrency?: number | undefined
  /** Wraps every request, such as `Gate.run`. */
  readonly through?: Pages.Through | undefined
  /** Called after every page and every conversation with the report so far. */
  readonly onProgress?: ((report: SyncReport) => Effect.Effect<void>) | undefined
}

const { count } = SchemaField

/** An element of a conversation or of a list of conversations, or a whole conversation, that could not be read. */
export const SyncFault = Schema.Struct({
  ref: Schema.propertySignature(Schema.String).annotations({
    description: "The ref of the conversation, or the provider if its list of conversations has the fault"
  }),
  problem: Schema.propertySignature(Schema.String).annotations({ description: "What is wrong, as a sentence" }),
  error: Schema.optionalWith(MessageError.MessageError, { exact: true }).annotations({
    description: "The error, if a request failed"
  })
}).annotations({ identifier: "SyncFault", description: "What a sync could not read" })
export type SyncFault = typeof SyncFault.Type

/** What a sync found and did. The counts of messages are those of the conversations of its target. */
export const SyncReport = Schema.Struct({
  new: count("How many messages were added"),
  changed: count("How many messages have a new content; the content before is kept"),
  gone: count("How many messages the provider no longer has; the archive keeps them"),
  unchanged: count("How many messages are as they were"),
  requests: count("How many requests were sent"),
  conversations: Schema.propertySignature(
    Schema.Struct({
      total: count("How many conversations the target has"),
      read: count("How many of them had to be read"),
      gone: count("How many the provider no longer has; the archive keeps them")
    })
  ).annotations({ description: "The conversations" }),
  faults: Schema.propertySignature(Schema.Array(SyncFault)).annotations({
    description: "What could not be read; at most 100 are listed"
  }),
  faultCount: count("How many faults there are, including those that are not listed")
}).annotations({ identifier: "SyncReport", description: "What a sync found and did" })
export type SyncReport = typeof SyncReport.Type
