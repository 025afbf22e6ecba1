/** The rows of conversations. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as SyncState from "../sync/SyncState.js"
import type * as Column from "./Column.js"

/** A stored conversation. */
export interface ConversationRow {
  readonly id: number
  readonly ref: string
  readonly provider: string | null
  readonly parent: string | null
  /** The JSON of the conversation. */
  readonly body: string
  readonly state: SyncState.SyncState
  /** How often the state was saved. */
  readonly revision: number
  readonly isGone: boolean
}

/** The values of a conversation to write. */
export interface ConversationValues {
  readonly ref: string
  readonly provider: string | null
  /** The parent of the list that contained it: empty for a list without a parent, `null` if no list contained it. */
  readonly parent: string | null
  readonly body: string
}

/** The conversation of a ref. */
export const find = (sql: SqlClient.SqlClient, ref: string): Effect.Effect<ConversationRow | undefined, SqlError> =>
  Effect.map(
    sql<Row>`SELECT id, ref, provider, parent, body, state, revision, gone_at FROM archive_conversation WHERE ref = ${ref}`,
    ([row]) => (row === undefined ? undefined : rowOf(row))
  )

/** Adds a conversation or updates a known one. A list says more about it than a ref alone. */
export const put = (
  sql: SqlClient.SqlClient,
  { body, parent, provider, ref }: ConversationValues
): Effect.Effect<ConversationRow | undefined, SqlError> =>
  Effect.map(
    sql<Row>`
      INSERT INTO archive_conversation
        ${sql.insert({ ref, provider, parent, body, state: SyncState.encode(SyncState.none), revision: 0 })}
      ON CONFLICT (ref) DO UPDATE SET
        body = CASE WHEN excluded.parent IS NULL THEN archive_conversation.body ELSE excluded.body END,
        parent = coalesce(excluded.parent, archive_conversation.parent)
      RETURNING id, ref, provider, parent, body, state, revision, gone_at`,
    ([row]) => (row === undefined ? undefined : rowOf(row))
  )

/** Saves the state that follows the one of `row`. Returns `false` if another program has saved one meanwhile. */
export const save = (
  sql: SqlClient.SqlClient,
  { id, revision }: ConversationRow,
  state: SyncState.SyncState,
  syncedAt: number | undefined
): Effect.Effect<boolean, SqlError> =>
  Effect.map(
    sql`
      UPDATE archive_conversation SET state = ${SyncState.encode(state)}, revision = ${revision + 1}, gone_at = NULL
        ${syncedAt === undefined ? sql`` : sql`, synced_at = ${syncedAt}`}
      WHERE id = ${id} AND revision = ${revision} RETURNING id`,
    ({ length }) => length > 0
  )

/** Marks a conversation as gone. */
export const markGone = (
  sql: SqlClient.SqlClient,
  { id, state }: ConversationRow,
  now: number
): Effect.Effect<void, SqlError> =>
  Effect.asVoid(
    sql`UPDATE archive_conversation
      SET gone_at = ${now}, state = ${SyncState.encode({ ...SyncState.none, runs: state.runs })}, revision = revision + 1
      WHERE id = ${id}`
  )

/** The conversations in a provider's list that are not gone. */
export const listed = (
  sql: SqlClient.SqlClient,
  provider: string,
  parent: string
): Effect.Effect<ReadonlyArray<ConversationRow>, SqlError> =>
  Effect.map(
    sql<Row>`SELECT id, ref, provider, parent, '' AS body, state, revision, gone_at FROM archive_conversation
      WHERE provider = ${provider} AND parent = ${parent} AND gone_at IS NULL`,
    (rows) => rows.map(rowOf)
  )

interface Row {
  readonly id: Column.Numeric
  readonly ref: string
  readonly provider: string | null
  readonly parent: string | null
  readonly body: string
  readonly state: string
  readonly revision: Column.Numeric
  readonly gone_at: Column.Numeric | null
}

const rowOf = ({ body, gone_at, id, parent, provider, ref, revision, state }: Row): ConversationRow => ({
  id: Number(id),
  ref,
  provider,
  parent,
  body,
  state: Option.getOrElse(SyncState.decode(state), () => SyncState.none),
  revision: Number(revision),
  isGone: gone_at !== null
})
