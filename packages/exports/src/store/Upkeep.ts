/** Finds and removes old exports. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Database, now } from "./Database.js"
import { reader } from "./ExportRows.js"

/** What names the engine's workflows of an export. */
export interface ExportRun {
  readonly id: string
  /** How many runs it had: 1, unless an older version began it again. */
  readonly run: number
  readonly lanes: number
}

/** A batch of exports that ended at least this many milliseconds ago. */
export const expired = (database: Database, milliseconds: number) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`SELECT id, run, lanes FROM messages_exports
        WHERE state IN ('complete', 'failed', 'cancelled') AND updated_at < ${now(sql)} - ${milliseconds} LIMIT 20`,
      readRuns
    )
  )

/** Removes an export and everything that belongs to it. */
export const remove = (database: Database, id: string) =>
  database.transaction((sql) =>
    Effect.asVoid(
      Effect.all([
        sql`DELETE FROM messages_export_pages WHERE export_id = ${id}`,
        sql`DELETE FROM messages_export_conversations WHERE export_id = ${id}`,
        sql`DELETE FROM messages_export_lanes WHERE export_id = ${id}`,
        sql`DELETE FROM messages_exports WHERE id = ${id}`
      ])
    )
  )

const readRuns = reader(Schema.Struct({ id: Schema.String, run: Schema.Number, lanes: Schema.Number }))
