/** Counts what an archive holds. */
import { Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { ArchiveFailure } from "./ArchiveError.js"
import type { ArchiveStats } from "./ArchiveStats.js"
import * as Column from "./store/Column.js"
import type { Database } from "./store/Database.js"

/** What an archive holds now. */
export const read = (database: Database): Effect.Effect<ArchiveStats, ArchiveFailure> =>
  Effect.gen(function* () {
    const bytes = yield* database.size
    const { rows, versions } = yield* database.read((sql) =>
      Effect.gen(function* () {
        const rows = yield* sql<Row>`
          SELECT c.provider AS provider, count(*) AS conversations, max(c.synced_at) AS synced_at,
            coalesce(sum(n.alive), 0) AS alive, coalesce(sum(n.gone), 0) AS gone
          FROM archive_conversation c LEFT JOIN (
            SELECT conversation, sum(CASE WHEN gone_at IS NULL THEN 1 ELSE 0 END) AS alive,
              sum(CASE WHEN gone_at IS NULL THEN 0 ELSE 1 END) AS gone
            FROM archive_message GROUP BY conversation
          ) n ON n.conversation = c.id
          GROUP BY c.provider ORDER BY c.provider`
        const [count] = yield* sql<{ readonly count: Column.Numeric }>`SELECT count(*) AS count FROM archive_version`
        return { rows, versions: Column.number(count?.count) }
      })
    )
    const providers = rows.map((row) => ({
      ...(row.provider !== null && Provider.isProvider(row.provider) && { provider: row.provider }),
      conversations: Column.number(row.conversations),
      messages: Column.number(row.alive),
      gone: Column.number(row.gone),
      ...(row.synced_at !== null && { syncedAt: new Date(Number(row.synced_at)).toISOString() })
    }))
    const sum = (key: "conversations" | "messages" | "gone") => providers.reduce((total, row) => total + row[key], 0)
    return {
      place: database.place.name,
      conversations: sum("conversations"),
      messages: sum("messages"),
      gone: sum("gone"),
      versions,
      bytes,
      providers
    }
  })

interface Row {
  readonly provider: string | null
  readonly conversations: Column.Numeric
  readonly synced_at: Column.Numeric | null
  readonly alive: Column.Numeric
  readonly gone: Column.Numeric
}
