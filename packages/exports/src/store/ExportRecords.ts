/** The queries behind the service: store an export, find it, read its lines, cancel it. */
import type { Provider } from "@org/messages-core"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Database, now } from "./Database.js"
import * as LaneLeases from "./LaneLeases.js"
import { type ExportRow, readConversations, readExports, reader } from "./ExportRows.js"

/** An export to store. Without `provider`, all its conversations are known. */
export interface NewExport {
  readonly id: string
  /** A digest of the request: starts with the same id must have the same fingerprint. */
  readonly fingerprint: string
  readonly lanes: number
  readonly refs: ReadonlyArray<string>
  readonly provider?: Provider.Provider | undefined
  readonly parent?: string | undefined
  readonly format?: string | undefined
}

/** How many rows one statement inserts. */
const batch = 500

/** The place of an export in the list of exports. */
export interface ListPlace {
  readonly createdAt: number
  readonly id: string
}

/** Stores an export unless one with its id exists, and returns the stored one. */
export const create = (database: Database, { fingerprint, format, id, lanes, parent, provider, refs }: NewExport) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      const inserted = yield* sql`
        INSERT INTO messages_exports
          (id, fingerprint, run, lanes, provider, parent, format, state, listed, conversations, created_at, updated_at, touched_at)
        VALUES (
          ${id}, ${fingerprint}, 1, ${lanes}, ${provider ?? null}, ${parent ?? null}, ${format ?? null}, 'queued',
          ${provider === undefined ? 1 : 0}, ${refs.length}, ${now(sql)}, ${now(sql)}, ${now(sql)}
        )
        ON CONFLICT (id) DO NOTHING RETURNING id`
      if (inserted.length > 0) {
        yield* insertConversations(sql, id, 0, refs)
        yield* LaneLeases.begin(sql, id)
      }
      return yield* Effect.flatMap(sql`SELECT * FROM messages_exports WHERE id = ${id}`, readExports)
    })
  )

/** Adds conversations to an export; `start` is the place of the first one. Refs that the export already has are left out, and their places stay empty. */
export const insertConversations = (
  sql: Parameters<Parameters<Database["use"]>[0]>[0],
  id: string,
  start: number,
  refs: ReadonlyArray<string>
) =>
  Effect.forEach(
    Arr.chunksOf(
      refs.map((ref, index) => ({ export_id: id, place: start + index, ref, state: "queued" })),
      batch
    ),
    (rows) =>
      sql`INSERT INTO messages_export_conversations ${sql.insert(rows)}
        ON CONFLICT (export_id, ref) DO NOTHING RETURNING place`
  ).pipe(Effect.map((inserted) => inserted.flat().length))

/** The export with an id, if there is one. */
export const find = (database: Database, id: string) =>
  database.use((sql) => Effect.flatMap(sql`SELECT * FROM messages_exports WHERE id = ${id}`, readExports))

/** The conversations of an export, in their order. */
export const conversations = (database: Database, id: string, limit: number) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`SELECT ref, state, pages, messages, faults, problem FROM messages_export_conversations
        WHERE export_id = ${id} ORDER BY place LIMIT ${limit}`,
      readConversations
    )
  )

/** Exports after a place, the newest first. */
export const list = (database: Database, after: ListPlace | undefined, limit: number) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`SELECT * FROM messages_exports
        ${after === undefined ? sql.literal("") : sql`WHERE created_at < ${after.createdAt} OR (created_at = ${after.createdAt} AND id < ${after.id})`}
        ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
      readExports
    )
  )

/** Cancels an export, and returns it. */
export const cancel = (database: Database, id: string) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      yield* sql`UPDATE messages_exports SET cancel = 1, updated_at = ${now(sql)}
        WHERE id = ${id} AND cancel = 0 AND state IN ('queued', 'running')`
      return yield* Effect.flatMap(sql`SELECT * FROM messages_exports WHERE id = ${id}`, readExports)
    })
  )

/** The pages that hold line `from` and the lines after it, at most `limit` of them. */
export const pages = (database: Database, id: string, from: number, limit: number) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`SELECT first_line, body FROM messages_export_pages
        WHERE export_id = ${id} AND first_line >= (
          SELECT coalesce(max(first_line), 0) FROM messages_export_pages WHERE export_id = ${id} AND first_line <= ${from}
        ) ORDER BY first_line LIMIT ${limit}`,
      readPages
    )
  )

/** Exports that are cancelled and have not ended. */
export const cancelled = (database: Database) =>
  database.use((sql) =>
    Effect.flatMap(sql`SELECT id FROM messages_exports WHERE cancel = 1 AND state IN ('queued', 'running')`, readIds)
  )

/**
 * How many exports are unfinished, and the longest time that one of them or a lane has stood still, in milliseconds. A lane whose export moves
 * does not count: where many are overdue, it waits its turn.
 */
export const health = (database: Database) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`SELECT
          (SELECT count(*) FROM messages_exports WHERE state IN ('queued', 'running')) AS unfinished,
          coalesce(max(since), 0) AS oldest
        FROM (
          SELECT ${now(sql)} - touched_at AS since FROM messages_exports WHERE state IN ('queued', 'running')
          UNION ALL SELECT ${now(sql)} - CASE WHEN due_at > touched_at THEN due_at ELSE touched_at END
            FROM messages_export_lanes JOIN messages_exports ON id = export_id
        ) AS waits`,
      readHealth
    )
  )

const readIds = reader(Schema.Struct({ id: Schema.String }))

const readHealth = reader(
  Schema.Struct({ unfinished: Schema.Union(Schema.Number, Schema.NumberFromString), oldest: Schema.Number })
)

/** SQLite's client returns bytes as an `ArrayBuffer`, PostgreSQL's as a `Buffer`. */
const Bytes = Schema.Union(
  Schema.Uint8ArrayFromSelf,
  Schema.transform(Schema.instanceOf(ArrayBuffer), Schema.Uint8ArrayFromSelf, {
    strict: true,
    decode: (buffer) => new Uint8Array(buffer),
    encode: (bytes) => Uint8Array.from(bytes).buffer
  })
)

const readPages = reader(
  Schema.Struct({ first_line: Schema.Union(Schema.Number, Schema.NumberFromString), body: Bytes })
)

export type { ExportRow }
