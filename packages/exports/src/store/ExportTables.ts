/** The tables of exports: one row for each export, each of its conversations, each page of lines, each lane, and the pace of each provider. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as LaneLeases from "./LaneLeases.js"

/**
 * Creates what is missing. Looks first, because a database user without the right to create tables may use existing ones. Only one server at a
 * time may do this.
 */
export const ensure = (sql: SqlClient.SqlClient): Effect.Effect<void, SqlError> =>
  Effect.asVoid(Effect.catchAll(probe(sql), () => createAll(sql)))

/** Reads no rows, but fails if the table that is created last is missing. */
const probe = (sql: SqlClient.SqlClient) => sql`SELECT lane FROM messages_export_lanes LIMIT 1`

const createAll = (sql: SqlClient.SqlClient) => {
  const bytes = sql.onDialectOrElse({ pg: () => sql.literal("BYTEA"), orElse: () => sql.literal("BLOB") })
  const real = sql.literal("DOUBLE PRECISION")
  return Effect.all(
    [
      sql`CREATE TABLE IF NOT EXISTS messages_exports (
        id TEXT PRIMARY KEY,
        fingerprint TEXT NOT NULL,
        run INTEGER NOT NULL,
        lanes INTEGER NOT NULL,
        provider TEXT,
        parent TEXT,
        format TEXT,
        state TEXT NOT NULL,
        cancel INTEGER NOT NULL DEFAULT 0,
        listed INTEGER NOT NULL,
        list_pages INTEGER NOT NULL DEFAULT 0,
        list_cursor TEXT,
        conversations INTEGER NOT NULL DEFAULT 0,
        done INTEGER NOT NULL DEFAULT 0,
        pages BIGINT NOT NULL DEFAULT 0,
        messages BIGINT NOT NULL DEFAULT 0,
        faults BIGINT NOT NULL DEFAULT 0,
        waits BIGINT NOT NULL DEFAULT 0,
        line_count BIGINT NOT NULL DEFAULT 0,
        problem TEXT,
        created_at ${real} NOT NULL,
        updated_at ${real} NOT NULL,
        touched_at ${real} NOT NULL
      )`,
      sql`CREATE INDEX IF NOT EXISTS messages_exports_created ON messages_exports (created_at, id)`,
      sql`CREATE INDEX IF NOT EXISTS messages_exports_state ON messages_exports (state, touched_at)`,
      sql`CREATE TABLE IF NOT EXISTS messages_export_conversations (
        export_id TEXT NOT NULL,
        place INTEGER NOT NULL,
        ref TEXT NOT NULL,
        state TEXT NOT NULL,
        lane INTEGER,
        cursor_text TEXT,
        pages BIGINT NOT NULL DEFAULT 0,
        messages BIGINT NOT NULL DEFAULT 0,
        faults BIGINT NOT NULL DEFAULT 0,
        problem TEXT,
        PRIMARY KEY (export_id, place),
        UNIQUE (export_id, ref)
      )`,
      sql`CREATE INDEX IF NOT EXISTS messages_export_conversations_state
        ON messages_export_conversations (export_id, state, place)`,
      sql`CREATE TABLE IF NOT EXISTS messages_export_pages (
        export_id TEXT NOT NULL,
        first_line BIGINT NOT NULL,
        line_count INTEGER NOT NULL,
        body ${bytes} NOT NULL,
        PRIMARY KEY (export_id, first_line)
      )`,
      sql`CREATE TABLE IF NOT EXISTS messages_export_rates (rate_key TEXT PRIMARY KEY, tat ${real} NOT NULL)`,
      sql`CREATE TABLE IF NOT EXISTS messages_export_lanes (
        export_id TEXT NOT NULL,
        lane INTEGER NOT NULL,
        owner TEXT,
        due_at ${real} NOT NULL,
        absences INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (export_id, lane)
      )`,
      LaneLeases.adopt(sql)
    ],
    { discard: true }
  )
}
