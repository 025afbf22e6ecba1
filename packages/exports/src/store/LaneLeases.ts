/**
 * Leases of lanes: each unfinished lane has a row with the server that holds it and the time from which any server may take it.
 * All times are those of the database's clock.
 */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LaneId } from "../run/Lane.js"
import { type Database, now } from "./Database.js"
import { reader } from "./ExportRows.js"

/**
 * How long a server may keep silent before others take its lanes, in milliseconds. The interval of renewals, the limit of one that does not
 * answer and the pause before the next one are shorter together.
 */
export const life = 7000

/** How many lanes an export has at most. */
export const maximum = 48

/** Adds the lanes of an export. They are due when the engine has had time to begin them. */
export const begin = (sql: SqlClient.SqlClient, id: string) => add(sql, sql`id = ${id}`)

/** Adds the lanes of unfinished exports that have none: a server of a version without rows for lanes stored them. */
export const adopt = (sql: SqlClient.SqlClient) =>
  add(
    sql,
    sql`state IN ('queued', 'running')
      AND NOT EXISTS (SELECT 1 FROM messages_export_lanes WHERE export_id = messages_exports.id)`
  )

const add = (sql: SqlClient.SqlClient, which: Fragment) =>
  sql`WITH RECURSIVE numbers(lane) AS (SELECT 0 UNION ALL SELECT lane + 1 FROM numbers WHERE lane < ${sql.literal(String(maximum - 1))})
    INSERT INTO messages_export_lanes (export_id, lane, due_at)
    SELECT id, numbers.lane, ${now(sql)} + ${life} FROM messages_exports JOIN numbers ON numbers.lane < messages_exports.lanes
    WHERE ${which}
    ON CONFLICT DO NOTHING`

/** What became of an attempt to take a lane. */
export type Taken =
  { readonly _tag: "Taken"; readonly absences: number } | { readonly _tag: "Held" } | { readonly _tag: "Ended" }

/** Takes a lane unless another server has it. */
export const take = (database: Database, { id, lane }: LaneId, owner: string): Effect.Effect<Taken, SqlError> =>
  database.use((sql) =>
    Effect.gen(function* () {
      const taken = yield* sql`UPDATE messages_export_lanes SET owner = ${owner}, due_at = ${now(sql)} + ${life}
        WHERE export_id = ${id} AND lane = ${lane} AND (owner IS NULL OR owner = ${owner} OR due_at < ${now(sql)})
        RETURNING absences`
      const [row] = yield* readTaken(taken)
      if (row !== undefined) return { _tag: "Taken" as const, absences: row.absences }
      const found = yield* sql`SELECT lane FROM messages_export_lanes WHERE export_id = ${id} AND lane = ${lane}`
      return { _tag: found.length > 0 ? ("Held" as const) : ("Ended" as const) }
    })
  )

/** Whether a server still holds a lane; if so, its lease is renewed. */
export const confirm = (database: Database, { id, lane }: LaneId, owner: string) =>
  database.use((sql) =>
    Effect.map(
      sql`UPDATE messages_export_lanes SET due_at = ${now(sql)} + ${life}
        WHERE export_id = ${id} AND lane = ${lane} AND owner = ${owner} RETURNING lane`,
      (rows) => rows.length > 0
    )
  )

/** A lane of a server. */
export interface Lease extends LaneId {
  /** When it ends. */
  readonly dueAt: number
}

/** Renews the leases of all lanes of a server, and returns the lanes. */
export const renew = (database: Database, owner: string) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`UPDATE messages_export_lanes SET due_at = ${now(sql)} + ${life} WHERE owner = ${owner} RETURNING export_id, lane, due_at`,
      readLeases
    )
  )

/** How a server gives a lane back. */
export interface Release {
  /** After how many milliseconds any server may take it. The engine's own work does not wait for that. */
  readonly dueIn: number
  /** How often in a row its provider was away. */
  readonly absences?: number | undefined
  /** Keeps a lease that ends later than this, because the lane was taken again. */
  readonly ifDueBy?: number | undefined
}

/** Gives a lane back, if the server still has it. */
export const release = (
  database: Database,
  { id, lane }: LaneId,
  owner: string,
  { absences, dueIn, ifDueBy }: Release
) =>
  database.use((sql) =>
    Effect.asVoid(sql`UPDATE messages_export_lanes SET
        owner = NULL, due_at = ${now(sql)} + ${dueIn}, absences = coalesce(${absences ?? null}, absences)
      WHERE export_id = ${id} AND lane = ${lane} AND owner = ${owner}
        ${ifDueBy === undefined ? sql.literal("") : sql`AND due_at <= ${ifDueBy}`}`)
  )

/** Gives back all lanes of a server at once, when it restarts or stops. */
export const releaseAll = (database: Database, owner: string) =>
  database.use((sql) =>
    Effect.asVoid(sql`UPDATE messages_export_lanes SET owner = NULL, due_at = ${now(sql)} WHERE owner = ${owner}`)
  )

/** Forgets a lane that is at its end. */
export const end = (database: Database, { id, lane }: LaneId) =>
  database.use((sql) =>
    Effect.asVoid(sql`DELETE FROM messages_export_lanes WHERE export_id = ${id} AND lane = ${lane}`)
  )

/** Lanes that make no progress, those that have waited longest first; at most `limit`. */
export const overdue = (database: Database, limit: number) =>
  database.use((sql) =>
    Effect.flatMap(
      sql`SELECT export_id, lane FROM messages_export_lanes WHERE due_at < ${now(sql)} ORDER BY due_at LIMIT ${limit}`,
      readLanes
    )
  )

/** Whether there are lanes that are not at their end. */
export const areAny = (database: Database) =>
  database.use((sql) => Effect.map(sql`SELECT lane FROM messages_export_lanes LIMIT 1`, (rows) => rows.length > 0))

const readTaken = reader(Schema.Struct({ absences: Schema.Number }))

const readLeases = (rows: ReadonlyArray<unknown>) =>
  Effect.map(decodeLeases(rows), (rows) =>
    rows.map(({ due_at: dueAt, export_id: id, lane }): Lease => ({ id, lane, dueAt }))
  )

const readLanes = (rows: ReadonlyArray<unknown>) =>
  Effect.map(decodeLanes(rows), (rows) => rows.map(({ export_id: id, lane }): LaneId => ({ id, lane })))

const row = Schema.Struct({ export_id: Schema.String, lane: Schema.Number })

const decodeLanes = reader(row)

const decodeLeases = reader(Schema.Struct({ ...row.fields, due_at: Schema.Number }))
