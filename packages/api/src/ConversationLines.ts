/** The lines of a response in NDJSON. Each line is one JSON value, whose keys show which of these it is. */
import { Cursor, Message, Page, Problem, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** The media type of such a response. */
export const contentType = "application/x-ndjson"

const { optional, required } = SchemaField

/** Elements of the provider's list that are not messages. */
export interface Faults {
  /** The elements of the page that cannot be read. */
  readonly faults: ReadonlyArray<Page.PageFault>
}

/** The last line of a conversation that could not be read to its end; `cursor` is where to resume. */
export interface Interruption {
  /** Why the list ends early. */
  readonly error: Problem.Problem
  /** Where to resume; absent if nothing was read. */
  readonly cursor?: Cursor.Cursor
}

/** A line of a whole conversation. */
export type ConversationLine = Message.Message | Faults | Interruption

/** A line of a batch: the result for one ref. */
export type BatchLine =
  | { readonly ref: string; readonly message: Message.Message }
  | { readonly ref: string; readonly error: Problem.Problem }

/** The schema of a line of a whole conversation. */
export const ConversationLine: Schema.Schema<
  ConversationLine,
  typeof Message.Message.Encoded | Faults | { readonly error: typeof Problem.Problem.Encoded; readonly cursor?: string }
> = Schema.Union(
  Message.Message,
  Schema.Struct({
    faults: required(Schema.Array(Page.PageFault), "The elements of the provider's page that cannot be read")
  }).annotations({ identifier: "Faults", description: "Elements of the conversation that cannot be read" }),
  Schema.Struct({
    error: required(Problem.Problem, "Why the conversation could not be read to its end"),
    cursor: optional(Cursor.Cursor, "Where to resume, as the parameter `cursor`; absent if nothing was read")
  }).annotations({
    identifier: "Interruption",
    description: "The last line, if the conversation was not read to its end"
  })
).annotations({
  identifier: "ConversationLine",
  description: "One line: a message, or elements that cannot be read, or, as the last line, why the list ends early"
})

const ref = required(Schema.String, "The ref as it was sent")

/** The schema of a line of a batch. */
export const BatchLine: Schema.Schema<
  BatchLine,
  | { readonly ref: string; readonly message: typeof Message.Message.Encoded }
  | { readonly ref: string; readonly error: typeof Problem.Problem.Encoded }
> = Schema.Union(
  Schema.Struct({ ref, message: required(Message.Message, "The message") }),
  Schema.Struct({ ref, error: required(Problem.Problem, "Why there is no message") })
).annotations({
  identifier: "BatchLine",
  description: "One line: the result for one ref, in the order of the refs"
})
