/** Reads conversations and messages from the archive, a page at a time. */
import type { Message } from "@org/messages-core"
import { Conversation, type Cursor, MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { ArchiveFailure } from "../ArchiveError.js"
import * as StoredMessage from "../content/StoredMessage.js"
import * as Column from "../store/Column.js"
import type { Database } from "../store/Database.js"
import * as DatabaseFailure from "../store/DatabaseFailure.js"

/** What a page is sorted by. */
export interface ReadOrder {
  readonly by: "position" | "time"
  readonly isReversed: boolean
}

/** The place of an item in an order. */
export interface ReadPlace {
  readonly first: number
  readonly second: number
}

/** A page of items. */
export interface ReadPage<A> {
  readonly items: ReadonlyArray<A>
  readonly total: number
  /** The place of the last item; absent if the page is empty. */
  readonly last: ReadPlace | undefined
  readonly isEnd: boolean
}

/** The text of a place in a cursor. */
export const placeOf = ({ first, second }: ReadPlace): string => `archive:${first}:${second}`

/** The place of a cursor; `undefined` at the start. A provider's cursor is refused. */
export const positionOf = ({
  native
}: Cursor.Place): Either.Either<ReadPlace | undefined, MessageError.InvalidCursor> => {
  if (native === "") return Either.right(undefined)
  const [, first, second] = /^archive:(-?\d{1,16}):(-?\d{1,16})$/.exec(native) ?? []
  return first === undefined || second === undefined
    ? Either.left(new MessageError.InvalidCursor({ problem: "it comes from the provider, not from the archive" }))
    : Either.right({ first: Number(first), second: Number(second) })
}

/** The reads of one database. */
export const make = (database: Database) => {
  const { place, read } = database
  const damaged = DatabaseFailure.because(place, "Damaged")
  const messageOf = ({ body, encoding }: BodyRow) =>
    Effect.mapError(StoredMessage.read(encoding, Column.bytes(body)), () => damaged)

  /** The message of a ref, even if it is gone. */
  const message = (ref: string): Effect.Effect<Message.Message | undefined, ArchiveFailure> =>
    Effect.flatMap(
      read(
        (sql) => sql<BodyRow>`
          SELECT b.encoding, b.body FROM archive_message m JOIN archive_body b ON b.id = m.id
          WHERE m.message_key = ${ref}`
      ),
      ([row]) => (row === undefined ? Effect.succeed(undefined) : messageOf(row))
    )

  /** A page of a conversation's messages, without those that are gone; `undefined` if the archive does not have the conversation. */
  const messages = (
    ref: string,
    { by, isReversed }: ReadOrder,
    from: ReadPlace | undefined,
    limit: number
  ): Effect.Effect<ReadPage<Message.Message> | undefined, ArchiveFailure> =>
    Effect.gen(function* () {
      const found = yield* read((sql) =>
        Effect.gen(function* () {
          const [conversation] = yield* sql<{ readonly id: Column.Numeric }>`
            SELECT id FROM archive_conversation WHERE ref = ${ref}`
          if (conversation === undefined) return undefined
          const id = Number(conversation.id)
          const first = by === "position" ? sql`m.position` : sql`m.time`
          const second = by === "position" ? sql`m.id` : sql`m.position`
          const direction = isReversed ? sql`DESC` : sql`ASC`
          const beyond = isReversed ? sql`<` : sql`>`
          const after =
            from === undefined
              ? sql`1 = 1`
              : sql`(${first} ${beyond} ${from.first} OR (${first} = ${from.first} AND ${second} ${beyond} ${from.second}))`
          const rows = yield* sql<BodyRow & { readonly first: Column.Numeric; readonly second: Column.Numeric }>`
            SELECT b.encoding, b.body, ${first} AS first, ${second} AS second
            FROM archive_message m JOIN archive_body b ON b.id = m.id
            WHERE m.conversation = ${id} AND m.gone_at IS NULL AND ${after}
            ORDER BY ${first} ${direction}, ${second} ${direction} LIMIT ${limit + 1}`
          const [count] = yield* sql<{ readonly total: Column.Numeric }>`
            SELECT count(*) AS total FROM archive_message WHERE conversation = ${id} AND gone_at IS NULL`
          return { rows, total: Column.number(count?.total) }
        })
      )
      if (found === undefined) return undefined
      const rows = found.rows.slice(0, limit)
      const last = rows.at(-1)
      return {
        items: yield* Effect.forEach(rows, messageOf),
        total: found.total,
        last: last && { first: Number(last.first), second: Number(last.second) },
        isEnd: found.rows.length <= limit
      }
    })

  /** A page of a provider's conversations, without those that are gone, in the order in which the provider first listed them. */
  const conversations = (
    provider: string,
    parent: string | undefined,
    from: ReadPlace | undefined,
    limit: number
  ): Effect.Effect<ReadPage<Conversation.Conversation>, ArchiveFailure> =>
    Effect.gen(function* () {
      const { rows, total } = yield* read((sql) =>
        Effect.gen(function* () {
          const all = sql.and([
            sql`provider = ${provider}`,
            sql`gone_at IS NULL`,
            ...(parent === undefined ? [] : [sql`parent = ${StoredMessage.column(parent)}`])
          ])
          const rows = yield* sql<{ readonly id: Column.Numeric; readonly body: string }>`
            SELECT id, body FROM archive_conversation WHERE ${all} AND id > ${from?.first ?? 0}
            ORDER BY id LIMIT ${limit + 1}`
          const [count] = yield* sql<{ readonly total: Column.Numeric }>`
            SELECT count(*) AS total FROM archive_conversation WHERE ${all}`
          return { rows, total: Column.number(count?.total) }
        })
      )
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        items: yield* Effect.forEach(page, ({ body }) => Effect.mapError(parse(body), () => damaged)),
        total,
        last: last && { first: Number(last.id), second: 0 },
        isEnd: rows.length <= limit
      }
    })

  return { message, messages, conversations }
}

interface BodyRow {
  readonly encoding: number
  readonly body: Column.Binary
}

const parse = Schema.decode(Schema.parseJson(Schema.typeSchema(Conversation.Conversation)))
