/** Writes new messages, and new contents of known messages, whose old contents are kept. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import type { StoredMessage } from "../content/StoredMessage.js"
import * as AddedRows from "./AddedRows.js"
import * as Column from "./Column.js"
import type * as TextIndex from "./TextIndex.js"

/** A message at its place. */
export interface Entry {
  /** The ref, or a key that replaces it. */
  readonly key: string
  /** The order in the conversation: smaller comes first. */
  readonly position: number
  readonly stored: StoredMessage
}

/** The pass over a conversation that writes the entries. */
export interface Pass {
  readonly conversation: number
  /** The number of the pass, which the rows record. */
  readonly run: number
  readonly now: number
  /** Whether the positions come from a complete pass; otherwise known messages keep theirs, unless they were gone. */
  readonly isWhole: boolean
}

/** A stored message. */
export interface Known {
  readonly id: number
  readonly key: string
  readonly hash: string
  readonly position: number
  readonly isGone: boolean
}

/** What was written. */
export interface Written {
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  /** The entries that were stored before, as they were. */
  readonly known: ReadonlyMap<string, Known>
  /** The texts for the index. */
  readonly texts: ReadonlyArray<TextIndex.IndexedText>
}

/** The stored messages among these keys, by key. */
export const find = (
  sql: SqlClient.SqlClient,
  keys: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, Known>, SqlError> =>
  keys.length === 0
    ? Effect.succeed(new Map())
    : Effect.map(
        sql<Row>`SELECT id, message_key, hash, position, gone_at FROM archive_message WHERE ${sql.in("message_key", keys)}`,
        (rows) => new Map(rows.map((row) => [row.message_key, knownOf(row)]))
      )

/**
 * Writes entries; if two have the same key, the last one counts. `found` has those that are there, if the caller has looked for them. The
 * caller puts the texts into the index as the last step of its transaction: every other statement would make SQLite write out the words that
 * it has gathered so far.
 */
export const write = (
  sql: SqlClient.SqlClient,
  pass: Pass,
  entries: ReadonlyArray<Entry>,
  found?: ReadonlyMap<string, Known>
): Effect.Effect<Written, SqlError> =>
  Effect.gen(function* () {
    const byKey = new Map(entries.map((entry) => [entry.key, entry]))
    const known = found ?? (yield* find(sql, Array.from(byKey.keys())))
    const added: Array<Entry> = []
    const changed: Array<Pair> = []
    const unchanged: Array<Pair> = []
    for (const entry of byKey.values()) {
      const before = known.get(entry.key)
      if (before === undefined) added.push(entry)
      else (before.hash === entry.stored.hash ? unchanged : changed).push({ entry, before })
    }
    const texts = yield* AddedRows.add(sql, pass.now, [{ ...pass, entries: added }])
    yield* Effect.forEach(changed, (pair) => replace(sql, pass, pair), { discard: true })
    yield* touch(sql, pass, unchanged)
    return {
      new: added.length,
      changed: changed.length,
      unchanged: unchanged.length,
      known,
      texts: [
        ...texts,
        ...changed.map(({ before, entry }) => ({ id: before.id, text: entry.stored.text, isKnown: true }))
      ]
    }
  })

/** Which of these positions of a conversation have a message, in order. */
export const taken = (
  sql: SqlClient.SqlClient,
  conversation: number,
  positions: ReadonlyArray<number>
): Effect.Effect<ReadonlyArray<number>, SqlError> =>
  positions.length === 0
    ? Effect.succeed([])
    : Effect.map(
        sql<{ readonly position: Column.Numeric }>`
          SELECT DISTINCT position FROM archive_message
          WHERE conversation = ${conversation} AND ${sql.in("position", positions)} ORDER BY position`,
        (rows) => rows.map(({ position }) => Number(position))
      )

/** Keeps an earlier content of a message. */
export const addVersion = (
  sql: SqlClient.SqlClient,
  id: number,
  { body, encoding, hash }: StoredMessage,
  now: number
): Effect.Effect<void, SqlError> =>
  Effect.asVoid(
    sql`INSERT INTO archive_version ${sql.insert({ message: id, hash, seen_at: now, encoding, body })}
      ON CONFLICT (message, hash) DO NOTHING`
  )

/** Marks as gone what a complete pass did not find; returns the number of messages. */
export const markGone = (
  sql: SqlClient.SqlClient,
  conversation: number,
  now: number,
  run?: number
): Effect.Effect<number, SqlError> =>
  Effect.map(
    sql`UPDATE archive_message SET gone_at = ${now}
      WHERE conversation = ${conversation} AND gone_at IS NULL ${run === undefined ? sql`` : sql`AND run <> ${run}`}
      RETURNING id`,
    ({ length }) => length
  )

/** Marks messages as gone that the provider no longer has; returns how many were not marked before. */
export const markKeysGone = (
  sql: SqlClient.SqlClient,
  keys: ReadonlyArray<string>,
  now: number
): Effect.Effect<number, SqlError> =>
  keys.length === 0
    ? Effect.succeed(0)
    : Effect.map(
        sql`UPDATE archive_message SET gone_at = ${now}
          WHERE ${sql.in("message_key", keys)} AND gone_at IS NULL RETURNING id`,
        ({ length }) => length
      )

/** How many messages a conversation has, without those that are gone; `from` is the first position that counts. */
export const countAlive = (
  sql: SqlClient.SqlClient,
  conversation: number,
  from?: number
): Effect.Effect<number, SqlError> =>
  Effect.map(
    sql<{ readonly alive: Column.Numeric }>`
      SELECT count(*) AS alive FROM archive_message
      WHERE conversation = ${conversation} AND gone_at IS NULL ${from === undefined ? sql`` : sql`AND position >= ${from}`}`,
    ([row]) => Column.number(row?.alive)
  )

/** The same for several conversations at once; one without messages is left out. */
export const countsAlive = (
  sql: SqlClient.SqlClient,
  conversations: ReadonlyArray<number>
): Effect.Effect<ReadonlyMap<number, number>, SqlError> =>
  Effect.map(
    sql<{ readonly conversation: Column.Numeric; readonly alive: Column.Numeric }>`
      SELECT conversation, count(*) AS alive FROM archive_message
      WHERE ${sql.in("conversation", conversations)} AND gone_at IS NULL GROUP BY conversation`,
    (rows) => new Map(rows.map(({ alive, conversation }) => [Number(conversation), Number(alive)]))
  )

interface Row {
  readonly id: Column.Numeric
  readonly message_key: string
  readonly hash: string
  readonly position: Column.Numeric
  readonly gone_at: Column.Numeric | null
}

interface Pair {
  readonly entry: Entry
  readonly before: Known
}

const knownOf = ({ gone_at, hash, id, message_key, position }: Row): Known => ({
  id: Number(id),
  key: message_key,
  hash,
  position: Number(position),
  isGone: gone_at !== null
})

const replace = (sql: SqlClient.SqlClient, { conversation, isWhole, now, run }: Pass, { before, entry }: Pair) =>
  Effect.gen(function* () {
    const { hash, id } = before
    const { body, encoding } = entry.stored
    yield* sql`
      INSERT INTO archive_version (message, hash, seen_at, encoding, body)
      SELECT id, ${hash}, ${now}, encoding, body FROM archive_body WHERE id = ${id}
      ON CONFLICT (message, hash) DO NOTHING`
    const columns = {
      ...AddedRows.columnsOf(entry),
      conversation,
      position: positionOf(isWhole, { before, entry }),
      run
    }
    yield* sql`UPDATE archive_message SET ${sql.update(columns)}, gone_at = NULL WHERE id = ${id}`
    yield* sql`UPDATE archive_body SET encoding = ${encoding}, body = ${body} WHERE id = ${id}`
  })

/** A message that is back, or that a complete pass found. */
const touch = (sql: SqlClient.SqlClient, { conversation, isWhole, run }: Pass, pairs: ReadonlyArray<Pair>) =>
  Effect.gen(function* () {
    const ids = (isWhole ? pairs : pairs.filter(({ before }) => before.isGone)).map(({ before }) => before.id)
    if (ids.length > 0)
      yield* sql`
        UPDATE archive_message SET run = ${run}, gone_at = NULL, conversation = ${conversation}
        WHERE ${sql.in("id", ids)}`
    for (const pair of pairs) {
      const position = positionOf(isWhole, pair)
      if (position !== pair.before.position)
        yield* sql`UPDATE archive_message SET position = ${position} WHERE id = ${pair.before.id}`
    }
  })

/** A message that was gone may be back at another place. */
const positionOf = (isWhole: boolean, { before, entry }: Pair): number =>
  isWhole || before.isGone ? entry.position : before.position
