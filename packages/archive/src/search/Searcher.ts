/** Runs a search. */
import { type MessageError, MessageRef } from "@org/messages-core"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { Fragment } from "@effect/sql/Statement"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { ArchiveFailure, InvalidQuery } from "../ArchiveError.js"
import * as MessageText from "../content/MessageText.js"
import * as StoredMessage from "../content/StoredMessage.js"
import * as Column from "../store/Column.js"
import type { Database } from "../store/Database.js"
import * as DatabaseFailure from "../store/DatabaseFailure.js"
import * as TextIndex from "../store/TextIndex.js"
import type { SearchHit, SearchOptions, SearchPage } from "./SearchHit.js"
import * as SearchCursor from "./SearchCursor.js"
import * as SearchQuery from "./SearchQuery.js"
import * as Snippet from "./Snippet.js"

/** How many hits a page has, and how many it may have. */
const defaultLimit = 20
const maximumLimit = 1000

/** One page of the messages that match a query. */
export const search = (
  database: Database,
  query: string,
  options: SearchOptions = {}
): Effect.Effect<SearchPage, ArchiveFailure | InvalidQuery | MessageError.InvalidCursor> =>
  Effect.gen(function* () {
    const clauses = yield* SearchQuery.parse(query)
    const { order = "newest" } = options
    const limit = Math.max(1, Math.min(Math.trunc(options.limit ?? defaultLimit), maximumLimit))
    const place = yield* SearchCursor.decode(options.cursor, order)
    const rows = yield* database.read((sql) => {
      const { join, rank, where } = TextIndex.matching(sql, database.dialect, clauses)
      const conditions = [where, ...filtersOf(sql, database, options)]
      if (place?.order === "newest")
        conditions.push(sql`(m.time < ${place.time} OR (m.time = ${place.time} AND m.id < ${place.id}))`)
      const sorted = order === "newest" ? sql`m.time DESC, m.id DESC` : sql`${rank}, m.id DESC`
      const offset = place?.order === "rank" ? place.offset : 0
      return sql<Row>`
        SELECT m.id AS id, m.time AS time, m.message_key AS message_key, m.gone_at AS gone_at,
          c.ref AS conversation, b.encoding AS encoding, b.body AS body
        FROM (
          SELECT m.id, m.time, m.message_key, m.gone_at, m.conversation, ${order === "newest" ? sql`0` : rank} AS score
          FROM ${join} WHERE ${sql.and(conditions)}
          ORDER BY ${sorted} LIMIT ${limit + 1} OFFSET ${offset}
        ) m
        JOIN archive_conversation c ON c.id = m.conversation
        JOIN archive_body b ON b.id = m.id
        ORDER BY ${order === "newest" ? sql`m.time DESC` : sql`m.score`}, m.id DESC`
    })
    const page = rows.slice(0, limit)
    const items = yield* Effect.forEach(page, (row) =>
      Effect.mapError(hitOf(row, clauses), () => DatabaseFailure.because(database.place, "Damaged"))
    )
    const last = page.at(-1)
    if (rows.length <= limit || last === undefined) return { items }
    const next = SearchCursor.encode(
      order === "newest"
        ? { order, time: Number(last.time), id: Number(last.id) }
        : { order, offset: (place?.order === "rank" ? place.offset : 0) + limit }
    )
    return { items, next }
  })

interface Row {
  readonly id: Column.Numeric
  readonly time: Column.Numeric
  readonly message_key: string
  readonly gone_at: Column.Numeric | null
  readonly conversation: string
  readonly encoding: number
  readonly body: Column.Binary
}

const hitOf = (
  { body, conversation, encoding, gone_at, message_key }: Row,
  clauses: ReadonlyArray<SearchQuery.Clause>
): Either.Either<SearchHit, string> =>
  Either.map(StoredMessage.read(encoding, Column.bytes(body)), (message) => {
    const author = message.author?.name ?? message.author?.id
    return {
      ...(isRef(message_key) && { ref: message_key }),
      conversation,
      role: message.role,
      ...(author !== undefined && { author }),
      ...(message.createdAt !== undefined && { createdAt: message.createdAt }),
      ...Snippet.of(MessageText.of(message), clauses),
      ...(gone_at !== null && { goneAt: new Date(Number(gone_at)).toISOString() })
    }
  })

const isRef = Schema.is(MessageRef.MessageRef)

const filtersOf = (
  sql: SqlClient.SqlClient,
  { dialect }: Database,
  { author, conversation, hasFile, provider, role, since, tool, until }: SearchOptions
): ReadonlyArray<Fragment> => {
  const found: Array<Fragment> = []
  const inConversations = (condition: Fragment) =>
    sql`m.conversation IN (SELECT id FROM archive_conversation WHERE ${condition})`
  if (provider !== undefined) found.push(inConversations(sql`provider = ${provider}`))
  if (conversation !== undefined) found.push(inConversations(sql`ref = ${StoredMessage.column(conversation)}`))
  if (role !== undefined) found.push(sql`m.role = ${role}`)
  if (author !== undefined) {
    const name = StoredMessage.column(author)
    found.push(sql`(m.author_id = ${name} OR m.author_name = ${name})`)
  }
  if (since !== undefined || until !== undefined) found.push(sql`m.time > 0`)
  if (since !== undefined) found.push(sql`m.time >= ${DateTime.toEpochMillis(since)}`)
  if (until !== undefined) found.push(sql`m.time < ${DateTime.toEpochMillis(until)}`)
  if (tool !== undefined) {
    const name = `\n${StoredMessage.toolName(tool)}\n`
    found.push(dialect === "sqlite" ? sql`instr(m.tools, ${name}) > 0` : sql`strpos(m.tools, ${name}) > 0`)
  }
  if (hasFile !== undefined) found.push(sql`m.has_file = ${hasFile ? 1 : 0}`)
  return found
}
