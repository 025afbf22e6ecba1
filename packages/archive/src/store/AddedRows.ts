/** Adds messages that are not there yet. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Column from "./Column.js"
import type { Entry, Pass } from "./MessageRows.js"
import type * as TextIndex from "./TextIndex.js"

/** Messages of one conversation. */
export interface AddedGroup extends Pick<Pass, "conversation" | "run"> {
  readonly entries: ReadonlyArray<Entry>
}

/** Adds messages that are not there yet, of one conversation or of several in one statement, and returns what belongs in the text index. */
export const add = (
  sql: SqlClient.SqlClient,
  now: number,
  groups: ReadonlyArray<AddedGroup>
): Effect.Effect<ReadonlyArray<TextIndex.IndexedText>, SqlError> =>
  Effect.gen(function* () {
    const rows = groups.flatMap(({ conversation, entries, run }) =>
      entries.map((entry) => ({
        message_key: entry.key,
        conversation,
        position: entry.position,
        ...columnsOf(entry),
        first_seen: now,
        run
      }))
    )
    if (rows.length === 0) return []
    const ids = yield* sql.onDialectOrElse({
      sqlite: () => insertInOrder(sql, rows),
      orElse: () => insertReturning(sql, rows)
    })
    const stored = groups.flatMap(({ entries }) =>
      entries.map(({ key, stored }) => ({ id: ids.get(key) ?? 0, ...stored }))
    )
    yield* sql`INSERT INTO archive_body ${sql.insert(stored.map(({ body, encoding, id }) => ({ id, encoding, body })))}`
    return stored.map(({ id, text }) => ({ id, text, isKnown: false }))
  })

/** What the row of a message has of its content. */
export const columnsOf = ({ stored }: Entry) => ({
  hash: stored.hash,
  role: stored.role,
  author_id: stored.author_id,
  author_name: stored.author_name,
  time: stored.time,
  tools: stored.tools,
  has_file: stored.has_file
})

type Inserted = Effect.Effect<ReadonlyMap<string, number>, SqlError>

type NewRow = Readonly<Record<string, unknown>> & { readonly message_key: string }

const insertReturning = (sql: SqlClient.SqlClient, rows: ReadonlyArray<NewRow>): Inserted =>
  Effect.map(
    sql<{
      readonly id: Column.Numeric
      readonly message_key: string
    }>`INSERT INTO archive_message ${sql.insert(rows)} RETURNING id, message_key`,
    (inserted) => new Map(inserted.map(({ id, message_key }) => [message_key, Number(id)]))
  )

/** SQLite numbers the rows of one statement one after the other; to return them would cost a twentieth of an import. */
const insertInOrder = (sql: SqlClient.SqlClient, rows: ReadonlyArray<NewRow>): Inserted =>
  Effect.map(
    Effect.zipRight(
      sql`INSERT INTO archive_message ${sql.insert(rows)}`,
      sql<{ readonly last: Column.Numeric }>`SELECT last_insert_rowid() AS last`
    ),
    ([row]) => {
      const first = Column.number(row?.last) - rows.length + 1
      return new Map(rows.map(({ message_key }, index) => [message_key, first + index]))
    }
  )
