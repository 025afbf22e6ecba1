/** Reads again the messages that were still being written when they were last seen and that no page has contained since. */
import type { Pages } from "@org/messages-conversations"
import { type MessageError, MessageRef, type Messages } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ArchiveFailure } from "../ArchiveError.js"
import * as ConversationRows from "../store/ConversationRows.js"
import type { Database } from "../store/Database.js"
import * as DatabaseFailure from "../store/DatabaseFailure.js"
import * as MessageRows from "../store/MessageRows.js"
import * as TextIndex from "../store/TextIndex.js"
import * as PageStep from "./PageStep.js"

/** What the messages belong to. */
export interface OpenContext {
  readonly database: Database
  readonly port: typeof Messages.Messages.Service
  readonly row: ConversationRows.ConversationRow
  readonly through: Pages.Through | undefined
}

/** The row after the pass, and what was found. */
export interface OpenOutcome {
  readonly row: ConversationRows.ConversationRow
  readonly changed: number
  readonly gone: number
}

/** Reads each of these messages, and returns the row afterwards. */
export const read = (
  { database, port, row, through }: OpenContext,
  refs: ReadonlyArray<string>
): Effect.Effect<OpenOutcome, ArchiveFailure | MessageError.MessageError> =>
  Effect.gen(function* () {
    if (refs.length === 0) return { row, changed: 0, gone: 0 }
    const results = yield* Effect.forEach(refs, (ref) =>
      Effect.gen(function* () {
        const request = port.get(yield* MessageRef.parse(ref))
        return yield* Effect.map(through === undefined ? request : through(request), (message) => ({ ref, message }))
      }).pipe(Effect.catchTag("MessageNotFound", () => Effect.succeed({ ref, message: undefined })))
    )
    const now = yield* Clock.currentTimeMillis
    return yield* database.write((sql) =>
      Effect.gen(function* () {
        const messages = results.flatMap(({ message }) => (message === undefined ? [] : [message]))
        const missing = results.flatMap(({ message, ref }) => (message === undefined ? [ref] : []))
        const target = { conversation: row.id, run: row.state.runs, now, isWhole: false }
        const entries = messages.map((message) => PageStep.entryOf(row.id, message, row.state.end))
        const { changed, texts } = yield* MessageRows.write(sql, target, entries)
        const gone = yield* MessageRows.markKeysGone(sql, missing, now)
        const open = PageStep.stillOpen(row.state.open, messages).filter((ref) => !missing.includes(ref))
        const state = { ...row.state, open, alive: yield* MessageRows.countAlive(sql, row.id) }
        if (!(yield* ConversationRows.save(sql, row, state, undefined)))
          return yield* DatabaseFailure.because(database.place, "Busy")
        yield* TextIndex.put(sql, database.dialect, texts)
        return { row: { ...row, state, revision: row.revision + 1 }, changed, gone }
      })
    )
  })
