/** The index of the words of messages, in either database. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Words from "../content/Words.js"
import type { Clause } from "../search/SearchQuery.js"
import * as SearchQuery from "../search/SearchQuery.js"
import type { Dialect } from "./Database.js"

/** The words of one message. */
export interface IndexedText {
  readonly id: number
  readonly text: string
  /** Whether the index has earlier words of the message. */
  readonly isKnown: boolean
}

/** Puts messages into the index; of two texts of the same message, the last one counts. */
export const put = (
  sql: SqlClient.SqlClient,
  dialect: Dialect,
  texts: ReadonlyArray<IndexedText>
): Effect.Effect<void, SqlError> => {
  if (texts.length === 0) return Effect.void
  const byId = new Map(texts.map((text) => [text.id, text]))
  const known = texts.flatMap(({ id, isKnown }) => (isKnown ? [id] : []))
  const rows = Array.from(byId.values(), ({ id, text }) =>
    dialect === "sqlite" ? sql`(${id}, ${Words.spaced(text)})` : sql`(${id}::bigint, ${Words.vector(text)}::tsvector)`
  )
  const columns = dialect === "sqlite" ? sql`archive_text (rowid, words)` : sql`archive_text (id, words)`
  const remove = sql`DELETE FROM archive_text WHERE ${sql.in(dialect === "sqlite" ? "rowid" : "id", known)}`
  return Effect.zipRight(
    known.length === 0 ? Effect.void : remove,
    Effect.asVoid(sql`INSERT INTO ${columns} VALUES ${sql.csv(rows)}`)
  )
}

/** The ids of these messages that are in the index. */
export const present = (
  sql: SqlClient.SqlClient,
  dialect: Dialect,
  ids: ReadonlyArray<number>
): Effect.Effect<ReadonlySet<number>, SqlError> =>
  Effect.map(
    dialect === "sqlite"
      ? // FTS5 keeps a row in this table for every row of the index.
        sql<{ readonly id: number | string }>`SELECT id FROM archive_text_docsize WHERE ${sql.in("id", ids)}`
      : sql<{ readonly id: number | string }>`SELECT id FROM archive_text WHERE ${sql.in("id", ids)}`,
    (rows) => new Set(rows.map(({ id }) => Number(id)))
  )

/** The join of the index with `archive_message m`, and the condition that every clause matches. */
export const matching = (
  sql: SqlClient.SqlClient,
  dialect: Dialect,
  clauses: ReadonlyArray<Clause>
): { readonly join: Fragment; readonly where: Fragment; readonly rank: Fragment } =>
  dialect === "sqlite"
    ? {
        join: sql`archive_text t JOIN archive_message m ON m.id = t.rowid`,
        where: sql`archive_text MATCH ${SearchQuery.toFts5(clauses)}`,
        rank: sql`t.rank`
      }
    : {
        join: sql`archive_text t JOIN archive_message m ON m.id = t.id`,
        where: sql`t.words @@ ${SearchQuery.toTsquery(clauses)}::tsquery`,
        rank: sql`-ts_rank(t.words, ${SearchQuery.toTsquery(clauses)}::tsquery)`
      }
