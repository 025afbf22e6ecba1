/** Adds messages that were exported before. */
import type { Message } from "@org/messages-core"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import { type ArchiveFailure, ImportConflict } from "../ArchiveError.js"
import * as StoredMessage from "../content/StoredMessage.js"
import * as Column from "../store/Column.js"
import * as AddedRows from "../store/AddedRows.js"
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
): Effect.Effect<ImportReport, ArchiveFailure | ImportConflict | E, R> =>
  Effect.gen(function* () {
    yield* database.exclusive
    const report = { new: 0, changed: 0, older: 0, unchanged: 0, conversations: 0 }
    /** How many messages of each conversation have come so far, which is the position of a message without a ref. */
    const given = new Map<string, number>()

    const add = (batch: ReadonlyArray<Message.Message>) =>
      Effect.gen(function* () {
        const pieces = withoutRepeats(batch).map((piece) => groupsOf(piece, name, given))
        const now = yield* Clock.currentTimeMillis
        const added = yield* database.write((sql) =>
          Effect.gen(function* () {
            const written = (yield* Effect.forEach(pieces, (groups) => addGroups(sql, groups, { name, now }))).flat()
            yield* TextIndex.put(
              sql,
              database.dialect,
              written.flatMap(({ texts }) => texts)
            )
            return written
          })
        )
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

/** What the groups of a transaction share. */
interface Batch {
  /** The name of the import. */
  readonly name: string
  readonly now: number
}

/** Messages of one conversation, of which `first` messages came before these. */
interface Group {
  readonly place: ImportPlace.ImportPlace
  readonly messages: ReadonlyArray<Message.Message>
  readonly first: number
}

/** The messages by conversation; `given` counts them from then on. */
const groupsOf = (
  messages: ReadonlyArray<Message.Message>,
  name: string,
  given: Map<string, number>
): ReadonlyArray<Group> =>
  ImportPlace.grouped(messages, name).map(([place, messages]) => {
    const first = given.get(place.ref) ?? 0
    given.set(place.ref, first + messages.length)
    return { place, messages, first }
  })

/** The batch in pieces that have no message twice: a message that is there again changes what the piece before it added. */
const withoutRepeats = (batch: ReadonlyArray<Message.Message>): ReadonlyArray<ReadonlyArray<Message.Message>> => {
  const pieces: Array<ReadonlyArray<Message.Message>> = []
  const seen = new Set<string>()
  let start = 0
  batch.forEach(({ ref }, index) => {
    if (ref === undefined) return
    if (seen.has(ref)) {
      pieces.push(batch.slice(start, index))
      start = index
      seen.clear()
    }
    seen.add(ref)
  })
  return [...pieces, batch.slice(start)]
}

/** Adds the messages of several conversations, no message twice: what is new in as few statements as for one conversation. */
const addGroups = (
  sql: SqlClient.SqlClient,
  groups: ReadonlyArray<Group>,
  { name, now }: Batch
): Effect.Effect<ReadonlyArray<Added>, SqlError | ImportConflict> =>
  Effect.gen(function* () {
    const prepared = (yield* Effect.forEach(groups, (group) => prepare(sql, group))).flat()
    const keys = prepared.flatMap(({ entries }) => entries.map(({ entry }) => entry.key))
    const known = yield* MessageRows.find(sql, keys)
    for (const group of prepared) yield* refuseOther(sql, group, known, name)
    const fresh = prepared.map(({ entries, row }) => ({
      conversation: row.id,
      run: row.state.runs,
      entries: entries.flatMap(({ entry }) => (known.has(entry.key) ? [] : [entry]))
    }))
    const texts = yield* AddedRows.add(sql, now, fresh)
    const added = yield* Effect.forEach(prepared, (group, index) =>
      Effect.map(update(sql, group, known, now), (written) => ({
        ...written,
        new: fresh[index]?.entries.length ?? 0,
        texts: index === 0 ? [...texts, ...written.texts] : written.texts
      }))
    )
    const alive = yield* MessageRows.countsAlive(
      sql,
      prepared.map(({ row }) => row.id)
    )
    for (const { end, row } of prepared)
      yield* ConversationRows.save(sql, row, { ...row.state, alive: alive.get(row.id) ?? 0, end }, undefined)
    return added
  })

/** What became of the messages of one conversation. */
interface Added extends Omit<ImportReport, "conversations"> {
  readonly texts: ReadonlyArray<TextIndex.IndexedText>
}

/** A conversation, and what is to be added to it. */
interface Prepared {
  readonly isNamedByImport: boolean
  readonly row: ConversationRows.ConversationRow
  readonly end: number
  readonly entries: ReadonlyArray<{ readonly entry: MessageRows.Entry; readonly message: Message.Message }>
}

const prepare = (
  sql: SqlClient.SqlClient,
  { first, messages, place: { body, isNamedByImport, provider, ref } }: Group
): Effect.Effect<ReadonlyArray<Prepared>, SqlError> =>
  Effect.map(ConversationRows.put(sql, { ref, provider, parent: null, body }), (row) => {
    if (row === undefined) return []
    const start = Math.max(row.state.end, first)
    const entries = messages.map((message, index) => {
      const position = (message.ref === undefined ? first : start) + index
      return { entry: PageStep.entryOf(row.id, message, position), message }
    })
    return [{ isNamedByImport, row, end: start + messages.length, entries }]
  })

/** Two documents may have the same name. A grown document has the messages of the archive at their places; another document has not. */
const refuseOther = (
  sql: SqlClient.SqlClient,
  { entries, isNamedByImport, row }: Prepared,
  known: ReadonlyMap<string, MessageRows.Known>,
  name: string
): Effect.Effect<void, SqlError | ImportConflict> =>
  Effect.gen(function* () {
    if (!isNamedByImport) return
    const unknown = entries
      .map(({ entry }) => entry)
      .filter(({ key, position }) => position < row.state.end && !known.has(key))
    const [position] = yield* MessageRows.taken(
      sql,
      row.id,
      unknown.map(({ position }) => position)
    )
    if (position !== undefined) return yield* new ImportConflict({ name, conversation: row.ref, position })
  })

/** Writes messages that are already stored: newer content replaces theirs, and older content is kept as an earlier version. */
const update = (
  sql: SqlClient.SqlClient,
  { entries, row }: Prepared,
  known: ReadonlyMap<string, MessageRows.Known>,
  now: number
): Effect.Effect<Added, SqlError> =>
  Effect.gen(function* () {
    const rest: Array<MessageRows.Entry> = []
    let older = 0
    for (const { entry, message } of entries) {
      const before = known.get(entry.key)
      if (before === undefined) continue
      if (before.hash === entry.stored.hash || isNewer(message, yield* bodyOf(sql, before.id))) rest.push(entry)
      else {
        older += 1
        yield* MessageRows.addVersion(sql, before.id, entry.stored, now)
      }
    }
    const target = { conversation: row.id, run: row.state.runs, now, isWhole: false }
    return { ...(yield* MessageRows.write(sql, target, rest, known)), older }
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
