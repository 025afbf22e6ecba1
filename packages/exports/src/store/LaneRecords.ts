/**
 * The steps of lanes in the database. Every step moves a place by compare-and-set: two processes may work on the same conversation, but only
 * the one that moves the place appends.
 */
import { Cursor, Problem, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Database, now } from "./Database.js"
import { insertConversations } from "./ExportRecords.js"
import { Count, type ExportRow, readExports, reader } from "./ExportRows.js"

/** What a lane has to do. */
export type Task =
  | { readonly _tag: "Read"; readonly conversation: Place }
  | { readonly _tag: "List"; readonly row: ExportRow; readonly provider: Provider.Provider }
  /** Other lanes are still listing conversations. */
  | { readonly _tag: "Wait" }
  | { readonly _tag: "Ended" }

/** The place of a lane in a conversation. */
export interface Place {
  readonly place: number
  readonly ref: string
  readonly cursor: Cursor.Cursor | undefined
  readonly pages: number
  /** The format of the lines. */
  readonly format: string | undefined
}

/** One page of a conversation to store. */
export interface PageCommit {
  readonly lineCount: number
  /** The lines, encoded. */
  readonly body: Uint8Array
  readonly messages: number
  readonly faults: number
  readonly waits: number
  /** Where to continue; `undefined` at the end of the conversation. */
  readonly next: Cursor.Cursor | undefined
}

/** The result of a commit: another process may have moved the place first (`lost`). */
export type Committed = "moved" | "lost" | "cancelled"

/** The next task of a lane. A conversation that the lane has begun comes first. Every call also records that the export moves. */
export const claim = (database: Database, id: string, lane: number) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      const [row] = yield* Effect.flatMap(
        sql`SELECT * FROM messages_exports WHERE id = ${id} AND state IN ('queued', 'running')`,
        readExports
      )
      if (row === undefined) return ended
      if (row.cancel === 1) return yield* Effect.as(cancelRest(sql, id, lane), ended)
      if (row.listed === 0 && lane === 0 && row.provider !== null)
        return { _tag: "List", row, provider: row.provider } satisfies Task
      const own = yield* sql`SELECT ${columns(sql)} FROM messages_export_conversations
        WHERE export_id = ${id} AND state = 'running' AND lane = ${lane} ORDER BY place LIMIT 1`
      const found =
        own.length > 0
          ? own
          : yield* sql`UPDATE messages_export_conversations SET state = 'running', lane = ${lane}
              WHERE export_id = ${id} AND place = (
                SELECT place FROM messages_export_conversations WHERE export_id = ${id} AND state = 'queued'
                ORDER BY place LIMIT 1 ${skipLocked(sql)}
              ) RETURNING ${columns(sql)}`
      const [conversation] = yield* readPlaces(found)
      // Every transaction locks conversations before their export, so that no two wait for each other.
      yield* sql`UPDATE messages_exports SET touched_at = ${now(sql)} WHERE id = ${id}`
      if (conversation === undefined) return row.listed === 0 ? waiting : ended
      return {
        _tag: "Read",
        conversation: {
          place: conversation.place,
          ref: conversation.ref,
          pages: conversation.pages,
          cursor: conversation.cursor_text ?? undefined,
          format: row.format ?? undefined
        }
      } satisfies Task
    })
  ) satisfies Effect.Effect<Task, unknown>

const ended = { _tag: "Ended" } satisfies Task
const waiting = { _tag: "Wait" } satisfies Task

type Sql = Parameters<Parameters<Database["use"]>[0]>[0]

const columns = (sql: Sql) => sql.literal("place, ref, cursor_text, pages")

const skipLocked = (sql: Sql) =>
  sql.onDialectOrElse({ pg: () => sql.literal("FOR UPDATE SKIP LOCKED"), orElse: () => sql.literal("") })

/** Ends the conversations that this lane has begun and those that no lane has begun. */
const cancelRest = (sql: Sql, id: string, lane: number) =>
  Effect.gen(function* () {
    const stopped = yield* sql`UPDATE messages_export_conversations SET state = 'cancelled'
      WHERE export_id = ${id} AND (state = 'queued' OR (state = 'running' AND lane = ${lane})) RETURNING place`
    yield* sql`UPDATE messages_exports SET done = done + ${stopped.length} WHERE id = ${id}`
  })

/** Stores a page and moves the place of its conversation, or changes nothing. */
export const commit = (database: Database, id: string, { pages, place }: Place, page: PageCommit) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      const isEnd = page.next === undefined
      const moved = yield* sql`UPDATE messages_export_conversations SET
          pages = pages + 1, messages = messages + ${page.messages}, faults = faults + ${page.faults},
          cursor_text = ${page.next ?? null}, state = ${isEnd ? "complete" : "running"}
        WHERE export_id = ${id} AND place = ${place} AND pages = ${pages} AND state = 'running' RETURNING place`
      if (moved.length === 0) return "lost" as const
      const counted = yield* sql`UPDATE messages_exports SET
          state = 'running', pages = pages + 1, messages = messages + ${page.messages}, faults = faults + ${page.faults},
          waits = waits + ${page.waits}, line_count = line_count + ${page.lineCount}, done = done + ${isEnd ? 1 : 0},
          updated_at = ${now(sql)}, touched_at = ${now(sql)}
        WHERE id = ${id} RETURNING line_count, cancel`
      const [total] = yield* readTotals(counted)
      if (total === undefined) return "cancelled" as const
      if (page.lineCount > 0)
        yield* sql`INSERT INTO messages_export_pages (export_id, first_line, line_count, body)
          VALUES (${id}, ${total.line_count - page.lineCount}, ${page.lineCount}, ${page.body})`
      return total.cancel === 1 ? ("cancelled" as const) : ("moved" as const)
    })
  ) satisfies Effect.Effect<Committed, unknown>

/** Ends a conversation that cannot be read, unless another process moved it. */
export const fail = (database: Database, id: string, { pages, place }: Place, problem: Problem.Problem) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      const failed = yield* sql`UPDATE messages_export_conversations
        SET state = 'failed', problem = ${encodeProblem(problem)}
        WHERE export_id = ${id} AND place = ${place} AND pages = ${pages} AND state = 'running' RETURNING place`
      yield* sql`UPDATE messages_exports SET done = done + ${failed.length}, updated_at = ${now(sql)} WHERE id = ${id}`
    })
  )

/** Adds a page of conversations and moves the place of the list; `next` is `undefined` at the end of the list. */
export const commitList = (database: Database, row: ExportRow, refs: ReadonlyArray<string>, next: string | undefined) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      const moved = yield* sql`UPDATE messages_exports SET
          state = 'running', list_pages = list_pages + 1, list_cursor = ${next ?? null},
          listed = ${next === undefined ? 1 : 0}, updated_at = ${now(sql)}, touched_at = ${now(sql)}
        WHERE id = ${row.id} AND list_pages = ${row.list_pages} AND listed = 0 RETURNING id`
      if (moved.length === 0 || refs.length === 0) return
      const highest = yield* sql`SELECT coalesce(max(place), -1) AS place FROM messages_export_conversations
        WHERE export_id = ${row.id}`
      const [last] = yield* readHighest(highest)
      const added = yield* insertConversations(sql, row.id, (last?.place ?? -1) + 1, refs)
      yield* sql`UPDATE messages_exports SET conversations = conversations + ${added} WHERE id = ${row.id}`
    })
  )

/** Ends the listing with a problem, which becomes the problem of the export. */
export const failList = (database: Database, row: ExportRow, problem: Problem.Problem) =>
  database.use((sql) =>
    Effect.asVoid(sql`UPDATE messages_exports SET listed = 1, problem = ${encodeProblem(problem)}, updated_at = ${now(sql)}
      WHERE id = ${row.id} AND list_pages = ${row.list_pages} AND listed = 0`)
  )

/** Ends the export if all of its conversations have ended. The lane that ends the last one does this. */
export const finishExport = (database: Database, id: string) =>
  database.transaction((sql) =>
    Effect.gen(function* () {
      const counts = yield* sql`SELECT state, count(*) AS count FROM messages_export_conversations
        WHERE export_id = ${id} GROUP BY state`
      const of = new Map((yield* readCounts(counts)).map(({ count, state }) => [state, count]))
      if (of.has("queued") || of.has("running")) return
      const failed = of.get("failed") ?? 0
      const problem = failed === 0 ? null : encodeProblem(incomplete(failed))
      const cancelled = of.has("cancelled") ? 1 : 0
      yield* sql`UPDATE messages_exports SET
          state = CASE
            WHEN ${cancelled} = 1 OR (cancel = 1 AND listed = 0) THEN 'cancelled'
            WHEN problem IS NOT NULL OR ${failed} > 0 THEN 'failed'
            ELSE 'complete' END,
          problem = coalesce(problem, ${problem}), updated_at = ${now(sql)}
        WHERE id = ${id} AND state IN ('queued', 'running') AND (listed = 1 OR cancel = 1)`
    })
  )

const incomplete = (failed: number): Problem.Problem => ({
  type: Problem.typeOf("export-incomplete"),
  title: "Export incomplete",
  status: 502,
  detail: `${failed} ${failed === 1 ? "conversation" : "conversations"} could not be exported`,
  origin: "provider"
})

const encodeProblem = Schema.encodeSync(Schema.parseJson(Problem.Problem))

const readPlaces = reader(
  Schema.Struct({
    place: Schema.Number,
    ref: Schema.String,
    cursor_text: Schema.NullOr(Cursor.Cursor),
    pages: Count
  })
)

const readTotals = reader(Schema.Struct({ line_count: Count, cancel: Schema.Number }))

const readHighest = reader(Schema.Struct({ place: Schema.Number }))

const readCounts = reader(Schema.Struct({ state: Schema.String, count: Count }))
