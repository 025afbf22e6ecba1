/** Remembers what the list said of a conversation, once everything that it reports has been found. */
import * as Effect from "effect/Effect"
import type { ArchiveFailure } from "../ArchiveError.js"
import * as ConversationRows from "../store/ConversationRows.js"
import type { Database } from "../store/Database.js"
import * as DatabaseFailure from "../store/DatabaseFailure.js"
import type * as SyncState from "./SyncState.js"

/** Returns the row afterwards. Until then, an interruption leaves a conversation that the next sync reads again. */
export const settle = (
  database: Database,
  row: ConversationRows.ConversationRow,
  listed: SyncState.Listed | undefined
): Effect.Effect<ConversationRows.ConversationRow, ArchiveFailure> => {
  if (listed === undefined || (listed.updatedAt === undefined && listed.count === undefined)) return Effect.succeed(row)
  const state = { ...row.state, listed }
  return database.write((sql) =>
    Effect.gen(function* () {
      if (!(yield* ConversationRows.save(sql, row, state, undefined)))
        return yield* DatabaseFailure.because(database.place, "Busy")
      return { ...row, state, revision: row.revision + 1 }
    })
  )
}
