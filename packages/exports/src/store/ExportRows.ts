/** Reads the rows of exports. */
import { Cursor, Json, Problem, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { ConversationProgress, Export } from "../ExportStatus.js"

/** PostgreSQL's client returns a BIGINT as text. */
export const Count = Schema.Union(Schema.Number, Schema.NumberFromString)

const State = Schema.Literal("queued", "running", "complete", "failed", "cancelled")

const text = Schema.NullOr(Schema.String)

const problem = Schema.NullOr(Schema.parseJson(Problem.Problem))

const ExportRow = Schema.Struct({
  id: Schema.String,
  fingerprint: Schema.String,
  run: Schema.Number,
  lanes: Schema.Number,
  provider: Schema.NullOr(Provider.Provider),
  parent: text,
  format: text,
  state: State,
  cancel: Schema.Number,
  listed: Schema.Number,
  list_pages: Schema.Number,
  list_cursor: Schema.NullOr(Cursor.Cursor),
  conversations: Count,
  done: Count,
  pages: Count,
  messages: Count,
  faults: Count,
  waits: Count,
  line_count: Count,
  problem,
  created_at: Schema.Number,
  updated_at: Schema.Number
})

/** An export as it is stored. */
export type ExportRow = typeof ExportRow.Type

const ConversationRow = Schema.Struct({
  ref: Schema.String,
  state: State,
  pages: Count,
  messages: Count,
  faults: Count,
  problem
})

/** A reader of rows. A row that cannot be read, for example because a newer version wrote it, is a defect. */
export const reader = <A, I>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknown(Schema.Array(schema))
  return (rows: ReadonlyArray<unknown>): Effect.Effect<ReadonlyArray<A>> => Effect.orDie(decode(rows))
}

export const readExports = reader(ExportRow)

export const readConversations = reader(ConversationRow)

/** The export of a row. */
export const toExport = (row: ExportRow): Export => ({
  id: row.id,
  state: row.state,
  ...Json.compact({
    provider: row.provider ?? undefined,
    parent: row.parent ?? undefined,
    format: row.format ?? undefined
  }),
  conversations: row.conversations,
  done: row.done,
  pages: row.pages,
  messages: row.messages,
  faults: row.faults,
  waits: row.waits,
  ...Json.compact({ problem: row.problem ?? undefined }),
  createdAt: time(row.created_at),
  updatedAt: time(row.updated_at)
})

/** The progress of a conversation's row. */
export const toProgress = ({ problem, ref, ...row }: typeof ConversationRow.Type): ConversationProgress => ({
  conversation: ref,
  ...row,
  ...Json.compact({ problem: problem ?? undefined })
})

const time = (milliseconds: number) => new Date(milliseconds).toISOString()
