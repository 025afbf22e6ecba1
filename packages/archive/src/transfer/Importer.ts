/** Adds messages that were exported before. */
import type { Message } from "@org/messages-core"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import type { ArchiveFailure } from "../ArchiveFailure.js"
import * as StoredMessage from "../content/StoredMessage.js"
import * as Column from "../store/Column.js"
import * as ConversationRows from "../store/ConversationRows.js"
import type { Database } from "../store/Database.js"
import * as MessageRows from "../store/MessageRows.js"
import * as TextIndex from "../store/TextIndex.js"
import * as PageStep from "../sync/PageStep.js"
import * as ImportPlace from "./ImportPlace.js"
import type { ImportOptions, ImportReport } from "./Transfer.js"

/** How many messages are added in one transaction. */
const batchSize = 500

/** Adds every message of the stream. Each batch is one transaction, and importing the same messages again adds nothing. */
export const run = <E, R>(
  database: Database,
  messages: Stream.Stream<Message.Message, E, R>,
  { name = "import", onProgress = () => Effect.void }: ImportOptions = {}
): Effect.Effect<ImportReport, ArchiveFailure | E, R> =>
  Effect.gen(function* () {
    yield* database.exclusive
    const report = { new: 0, changed: 0, older: 0, unchanged: 0, conversations: 0 }
    /** How many messages of each conversation have come so far, which is the position of a message without a ref. */
    const given = new Map<string, number>()

    const add = (batch: ReadonlyArray<Message.Message>) =>
      Effect.gen(function* () {
        const groups = ImportPlace.grouped(batch, name)
        const now = yield* Clock.currentTimeMillis
        const added = yield* database.write((sql) =>
          Effect.tap(
            Effect.forEach(groups, ([place, messages]) =>
              addGroup(sql, place, messages, given.get(place.ref) ?? 0, now)
            ),
            (added) =>
              TextIndex.put(
                sql,
                database.dialect,
                added.flatMap(({ texts }) => texts)
              )
          )
        )
        for (const [{ ref }, messages] of groups) given.set(ref, (given.get(ref) ?? 0) + messages.length)
        for (const one of added) {
          report.new += one.new
          report.changed += one.changed
          report.older += one.older
          report.unchanged += one.unchanged
        }
        report.conversations = given.size
        yield* onProgress({ ...report })
      })

    yield* messages.pipe(
      Stream.grouped(batchSize),
      Stream.runForEach((batch) => add(Chunk.toReadonlyArray(batch)))
    )
    return { ...report }
  }).pipe(Effect.scoped)

const addGroup = (
  sql: SqlClient.SqlClient,
  { body, provider, ref }: ImportPlace.ImportPlace,
  batch: ReadonlyArray<Message.Message>,
  first: number,
  now: number
) =>
  Effect.gen(function* () {
    const row = yield* ConversationRows.put(sql, { ref, provider, parent: null, body })
    if (row === undefined) return { new: 0, changed: 0, older: 0, unchanged: 0, texts: [] }
    const { state } = row
    const end = Math.max(state.end, first)
    const entries = batch.map((message, index) =>
      PageStep.entryOf(row.id, message, message.ref === undefined ? first + index : end + index)
    )
    const known = yield* MessageRows.find(
      sql,
      entries.map(({ key }) => key)
    )
    const older = new Set<string>()
    for (const [index, { key, stored }] of entries.entries()) {
      const before = known.get(key)
      const message = batch[index]
      if (before === undefined || before.hash === stored.hash || message === undefined) continue
      if (isNewer(message, yield* bodyOf(sql, before.id))) continue
      older.add(key)
      yield* MessageRows.addVersion(sql, before.id, stored, now)
    }
    const target = { conversation: row.id, run: state.runs, now, isWhole: false }
    const rest = entries.filter(({ key }) => !older.has(key))
    const written = yield* MessageRows.write(sql, target, rest, known)
    const alive = yield* MessageRows.countAlive(sql, row.id)
    yield* ConversationRows.save(sql, row, { ...state, alive, end: end + batch.length }, undefined)
    return { ...written, older: older.size }
  })

const bodyOf = (sql: SqlClient.SqlClient, id: number) =>
  Effect.map(
    sql<{ readonly encoding: number; readonly body: Column.Binary }>`
      SELECT encoding, body FROM archive_body WHERE id = ${id}`,
    ([row]) =>
      row === undefined ? undefined : Either.getOrUndefined(StoredMessage.read(row.encoding, Column.bytes(row.body)))
  )

/** Whether a message was changed after the archive's copy of it. Without times, the archive's copy counts. */
const isNewer = (message: Message.Message, before: Message.Message | undefined): boolean =>
  before === undefined || changedAt(message) > changedAt(before)

const changedAt = ({ createdAt, editedAt, updatedAt }: Message.Message): number =>
  Math.max(StoredMessage.timeOf(createdAt), StoredMessage.timeOf(updatedAt), StoredMessage.timeOf(editedAt))
