/** The journal of a copy: what was sent, what was confirmed, and what is unknown. */
import { ConversationRef, SchemaField } from "@org/messages-core"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type { InUse, StorageFailure } from "../export/ExportFailure.js"

const { optional, required } = SchemaField

const place = {
  n: required(Schema.Int, "The place of the message in the source, from 0"),
  piece: required(Schema.Int, "The place of the piece of a text that was split, from 0")
}

/** One entry of the journal. */
export const JournalEntry = Schema.Union(
  Schema.Struct({
    type: required(Schema.Literal("begin"), "The copy began"),
    version: required(Schema.Literal(1), "The version of this form"),
    copy: required(Schema.String, "The name of the copy, which every post carries"),
    from: required(ConversationRef.ConversationRef, "The source"),
    to: required(ConversationRef.ConversationRef, "The target")
  }),
  Schema.Struct({ type: required(Schema.Literal("sent"), "A post is about to be sent"), ...place }),
  Schema.Struct({
    type: required(Schema.Literal("confirmed"), "The provider accepted a post"),
    ...place,
    ref: optional(Schema.String, "The ref of the new message; absent if the provider did not return its id")
  }),
  Schema.Struct({ type: required(Schema.Literal("refused"), "A post was certainly not delivered"), ...place }),
  Schema.Struct({ type: required(Schema.Literal("end"), "Every message was posted") })
).annotations({ identifier: "CopyJournalEntry", description: "One entry of the journal of a copy" })
export type JournalEntry = typeof JournalEntry.Type

/** Stores the entries. It is append-only, and an entry is durable before `append` ends. */
export interface CopyJournal {
  /** Where the journal is, for errors and for people. */
  readonly path: string
  /** Keeps every other process from resuming the copy until the scope closes. */
  readonly lock: Effect.Effect<void, InUse | StorageFailure, Scope.Scope>
  /** All entries in the order in which they were appended; none if there is no journal. */
  readonly entries: Effect.Effect<ReadonlyArray<JournalEntry>, StorageFailure>
  /** Adds an entry, which is durable when this ends. */
  readonly append: (entry: JournalEntry) => Effect.Effect<void, StorageFailure>
  /** Moves a finished journal aside, so that a new copy can begin. */
  readonly clear: Effect.Effect<void, StorageFailure>
}

/** The progress that the entries record. */
export interface Progress {
  /** The first entry, which says what is copied; `undefined` if the journal is empty. */
  readonly begin: Extract<JournalEntry, { type: "begin" }> | undefined
  /** The keys of the posts that the target has confirmed. */
  readonly confirmed: ReadonlySet<string>
  /** Sent, and neither confirmed nor refused. */
  readonly unknown: ReadonlySet<string>
  /** Whether every message was copied. */
  readonly isFinished: boolean
}

/** The name of a post within a copy. */
export const keyOf = (n: number, piece: number): string => `${n}.${piece}`

/** The progress that the entries record. */
export const progress = (entries: ReadonlyArray<JournalEntry>): Progress => {
  const confirmed = new Set<string>()
  const unknown = new Set<string>()
  let begin: Progress["begin"]
  let isFinished = false
  for (const entry of entries)
    switch (entry.type) {
      case "begin":
        begin = entry
        break
      case "end":
        isFinished = true
        break
      case "sent":
        unknown.add(keyOf(entry.n, entry.piece))
        break
      case "confirmed":
        confirmed.add(keyOf(entry.n, entry.piece))
        unknown.delete(keyOf(entry.n, entry.piece))
        break
      case "refused":
        unknown.delete(keyOf(entry.n, entry.piece))
    }
  return { begin, confirmed, unknown, isFinished }
}
