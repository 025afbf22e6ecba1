/** What the row of a conversation remembers of earlier passes: where to continue, and how to recognize that something is new. */
import { type Conversation, Cursor, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = SchemaField

/** What a list of conversations says about a conversation. */
export const Listed = Schema.Struct({
  updatedAt: optional(Schema.String, "When the provider last changed it"),
  count: optional(Schema.Number, "How many messages it has, according to the provider")
})
export type Listed = typeof Listed.Type

/** The order of times that a pass has seen so far. */
export const SeenOrder = Schema.Literal("oldest", "newest", "mixed")
export type SeenOrder = typeof SeenOrder.Type

/** A pass that has not reached its end. */
export const Reading = Schema.Struct({
  mode: Schema.Literal("whole", "rest", "front"),
  run: Schema.Number,
  cursor: optional(Cursor.Cursor, "The next page; the first one if absent"),
  /** The position of the first message that it reads. */
  base: Schema.Number,
  given: Schema.Number,
  /** How many elements could not be read so far. */
  faults: Schema.Number,
  problems: optional(Schema.Array(Schema.String), "What is wrong with the first of them"),
  order: optional(SeenOrder, "The order of the times so far"),
  lastTime: optional(Schema.Number, "The time of the last message that had one"),
  listed: optional(Listed, "What the list of conversations said when the pass began")
})
export type Reading = typeof Reading.Type

/** What a row remembers. */
export const SyncState = Schema.Struct({
  /** How many passes there have been. */
  runs: Schema.Number,
  /** How many messages the conversation has, without those that are gone. */
  alive: Schema.Number,
  /** Whether a pass has reached the end. */
  isRead: Schema.Boolean,
  listed: optional(Listed, "What the list of conversations said before the last pass"),
  resume: optional(Cursor.Cursor, "Where messages that are added later begin"),
  /** Whether the last page had no message, so that a pass from `resume` begins with new messages. */
  endsEmpty: Schema.Boolean,
  /** The positions for the next message at the front and at the end. */
  front: Schema.Number,
  end: Schema.Number,
  order: optional(SeenOrder, "The order of times in the last complete pass"),
  partialSince: optional(
    Schema.Number,
    "When the first partial pass after the last complete one ended, in epoch milliseconds"
  ),
  /** Whether a message has no ref. */
  hasNoRefs: Schema.Boolean,
  /** Messages that are still being written. */
  open: Schema.Array(Schema.String),
  reading: optional(Reading, "The pass that was interrupted"),
  faults: optional(Schema.Number, "How many elements the last pass could not read"),
  problems: optional(Schema.Array(Schema.String), "What is wrong with the first of them")
})
export type SyncState = typeof SyncState.Type

/** The state of a conversation that was never read. */
export const none: SyncState = {
  runs: 0,
  alive: 0,
  isRead: false,
  endsEmpty: false,
  front: 0,
  end: 0,
  hasNoRefs: false,
  open: []
}

/** The state in a row. A state of another version counts as none, so the conversation is read again. */
export const decode = Schema.decodeUnknownOption(Schema.parseJson(SyncState))

/** The text of a state. */
export const encode = Schema.encodeSync(Schema.parseJson(SyncState))

/** What a list says about a conversation. */
export const listedOf = ({ messageCount, updatedAt }: Conversation.Conversation): Listed => ({
  ...(updatedAt !== undefined && { updatedAt }),
  ...(messageCount !== undefined && { count: messageCount })
})

/** Whether the last pass read everything. */
export const isDone = ({ faults, isRead, reading }: SyncState): boolean =>
  isRead && reading === undefined && faults === undefined

/** Whether a list says that a conversation is unchanged; `false` if the list says nothing about changes. */
export const isSame = (before: Listed | undefined, now: Listed): boolean =>
  before !== undefined &&
  (now.updatedAt !== undefined || now.count !== undefined) &&
  before.updatedAt === now.updatedAt &&
  before.count === now.count
