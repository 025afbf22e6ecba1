/** Streams the messages of the archive. */
import type { Message } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Chunk from "effect/Chunk"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ArchiveFailure } from "../ArchiveError.js"
import * as StoredMessage from "../content/StoredMessage.js"
import * as Column from "../store/Column.js"
import type { Database } from "../store/Database.js"
import * as DatabaseFailure from "../store/DatabaseFailure.js"
import type { ExportOptions } from "./Transfer.js"

/** How many messages memory holds. */
const pageSize = 200

/** Every message, by conversation and in order. */
export const messages = (
  database: Database,
  { conversation, gone = false, provider }: ExportOptions = {}
): Stream.Stream<Message.Message, ArchiveFailure> =>
  Stream.paginateChunkEffect<Place, Message.Message, ArchiveFailure, never>(start, (place) =>
    Effect.gen(function* () {
      const rows = yield* database.read((sql) => {
        const conditions = [
          sql`(m.conversation > ${place.conversation} OR (m.conversation = ${place.conversation}
            AND (m.position > ${place.position} OR (m.position = ${place.position} AND m.id > ${place.id}))))`
        ]
        if (!gone) conditions.push(sql`m.gone_at IS NULL`)
        if (provider !== undefined) conditions.push(sql`c.provider = ${provider}`)
        if (conversation !== undefined) conditions.push(sql`c.ref = ${StoredMessage.column(conversation)}`)
        return sql<Row>`
          SELECT m.id, m.conversation, m.position, b.encoding, b.body
          FROM archive_message m JOIN archive_conversation c ON c.id = m.conversation JOIN archive_body b ON b.id = m.id
          WHERE ${sql.and(conditions)} ORDER BY m.conversation, m.position, m.id LIMIT ${pageSize}`
      })
      const found = yield* Effect.forEach(rows, ({ body, encoding }) =>
        Effect.mapError(StoredMessage.read(encoding, Column.bytes(body)), () =>
          DatabaseFailure.because(database.place, "Damaged")
        )
      )
      const last = rows.at(-1)
      const next =
        rows.length < pageSize || last === undefined
          ? Option.none()
          : Option.some({
              conversation: Number(last.conversation),
              position: Number(last.position),
              id: Number(last.id)
            })
      return [Chunk.unsafeFromArray(found), next] as const
    })
  )

interface Place {
  readonly conversation: number
  readonly position: number
  readonly id: number
}

const start: Place = { conversation: 0, position: 0, id: 0 }

interface Row {
  readonly id: Column.Numeric
  readonly conversation: Column.Numeric
  readonly position: Column.Numeric
  readonly encoding: number
  readonly body: Column.Binary
}
