/** An export that the server runs: what it reads, its progress, and how it ended. */
import { Problem, Provider, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional, required } = SchemaField

/** The state of an export. The last three are final. */
export const State = Schema.Literal("queued", "running", "complete", "failed", "cancelled").annotations({
  identifier: "ExportState",
  description: "The state of the export: complete, failed and cancelled are final"
})
export type State = typeof State.Type

/** Whether an export has ended. */
export const isFinal = (state: State): boolean => state === "complete" || state === "failed" || state === "cancelled"

const counts = {
  pages: required(Schema.NonNegativeInt, "How many pages of the provider were read and stored"),
  messages: required(Schema.NonNegativeInt, "How many messages were stored"),
  faults: required(Schema.NonNegativeInt, "How many elements of the provider's pages could not be read")
}

/** The progress of one conversation of an export. */
export const ConversationProgress = Schema.Struct({
  conversation: required(Schema.String, "The ref of the conversation"),
  state: required(State, "The state of the conversation"),
  ...counts,
  problem: optional(Problem.Problem, "Why the conversation failed")
}).annotations({ identifier: "ConversationProgress", description: "The progress of one conversation of an export" })
export type ConversationProgress = typeof ConversationProgress.Type

/** An export, without its conversations. */
export const Export = Schema.Struct({
  id: required(Schema.String, "The id of the export"),
  state: required(State, "The state of the export"),
  provider: optional(Provider.Provider, "The provider whose conversations are all exported"),
  parent: optional(Schema.String, "The workspace whose conversations are exported"),
  format: optional(Schema.String, "The format of the content; absent for canonical messages"),
  conversations: required(Schema.NonNegativeInt, "How many conversations of the export are known so far"),
  done: required(Schema.NonNegativeInt, "How many of them are in a final state"),
  ...counts,
  waits: required(Schema.NonNegativeInt, "How often the export waited because a provider asked it to"),
  problem: optional(Problem.Problem, "Why the export failed"),
  createdAt: required(Schema.String, "When the export was started, in UTC (RFC 3339)"),
  updatedAt: required(Schema.String, "When the export last changed, in UTC (RFC 3339)")
}).annotations({ identifier: "Export", description: "An export that the server runs" })
export type Export = typeof Export.Type

/** An export with its conversations. */
export const ExportDetails = Schema.Struct({
  ...Export.fields,
  progress: required(
    Schema.Array(ConversationProgress),
    "The progress of each conversation; at most the first thousand"
  )
}).annotations({ identifier: "ExportDetails", description: "An export, and the progress of each of its conversations" })
export type ExportDetails = typeof ExportDetails.Type

/** A page of exports, the newest first. */
export const ExportPage = Schema.Struct({
  items: required(Schema.Array(Export), "The exports, the newest first"),
  next: optional(Schema.String, "Where the next page begins, as the parameter `cursor`; absent on the last page")
}).annotations({ identifier: "ExportPage", description: "A page of the exports of the server" })
export type ExportPage = typeof ExportPage.Type
