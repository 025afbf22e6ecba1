/** Writes one page of a pass, in one transaction with the place where the pass continues. */
import type { Message, Page } from "@org/messages-core"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as StoredMessage from "../content/StoredMessage.js"
import * as ConversationRows from "../store/ConversationRows.js"
import type { Database } from "../store/Database.js"
import * as DatabaseFailure from "../store/DatabaseFailure.js"
import * as MessageRows from "../store/MessageRows.js"
import * as TextIndex from "../store/TextIndex.js"
import * as PassFaults from "./PassFaults.js"
import type * as SyncState from "./SyncState.js"

/** The messages at a place have moved or gone, so the whole conversation has to be read. */
export class PlaceMoved extends Data.TaggedError("PlaceMoved") {}

/** The outcome of a page. */
export interface Step {
  readonly row: ConversationRows.ConversationRow
  readonly new: number
  readonly changed: number
  readonly gone: number
  /** Whether the pass has reached the end. */
  readonly isLast: boolean
}

/** Writes a page. `now` is in epoch milliseconds. */
export const write = (
  database: Database,
  row: ConversationRows.ConversationRow,
  reading: SyncState.Reading,
  page: Page.Page<Message.Message>,
  now: number
) => {
  const base = reading.base + reading.given
  const entries = page.items.map((message, index) => entryOf(row.id, message, base + index))
  const isWhole = reading.mode === "whole"
  const isFirst = reading.given === 0 && reading.mode === "rest"
  const faults = PassFaults.after(reading, page.faults)
  return database.write((sql) =>
    Effect.gen(function* () {
      if (isFirst && !row.state.hasNoRefs && !row.state.endsEmpty) yield* checkPlace(sql, row, page, entries)
      const target = { conversation: row.id, run: reading.run, now, isWhole }
      const written = yield* MessageRows.write(sql, target, entries)
      const isKnown = reading.mode === "front" && reachesKnown(entries, written.known)
      const isLast = page.next === undefined || isKnown
      const gone =
        isLast && isWhole && faults.faults === 0 ? yield* MessageRows.markGone(sql, row.id, now, reading.run) : 0
      const given = reading.given + entries.length
      const open = stillOpen(row.state.open, page.items)
      const hasNoRefs = row.state.hasNoRefs || page.items.some(({ ref }) => ref === undefined)
      const seen = seenOrder(reading, page.items)
      const shared = { ...row.state, runs: reading.run, open, hasNoRefs }
      const { next } = page
      const state: SyncState.SyncState =
        !isLast && next !== undefined
          ? { ...shared, reading: { ...reading, ...seen, cursor: next, given, ...faults } }
          : {
              ...atEnd(shared, { ...reading, ...seen, ...faults, given }, page, now),
              alive: yield* MessageRows.countAlive(sql, row.id)
            }
      if (!(yield* ConversationRows.save(sql, row, state, isLast ? now : undefined)))
        return yield* DatabaseFailure.because(database.place, "Busy")
      yield* TextIndex.put(sql, database.dialect, written.texts)
      const { changed, new: added } = written
      return {
        row: { ...row, state, revision: row.revision + 1, isGone: false },
        new: added,
        changed,
        gone,
        isLast
      } satisfies Step
    })
  )
}

/** The entry of a message; `position` also identifies a message that has no ref. */
export const entryOf = (conversation: number, message: Message.Message, position: number): MessageRows.Entry => {
  const stored = StoredMessage.of(message)
  return { key: message.ref ?? `#${conversation}/${position}/${stored.hash}`, position, stored }
}

/** The page must begin with a known message and contain every later known message. */
const checkPlace = (
  sql: SqlClient.SqlClient,
  row: ConversationRows.ConversationRow,
  { total }: Page.Page<Message.Message>,
  entries: ReadonlyArray<MessageRows.Entry>
) =>
  Effect.gen(function* () {
    const known = yield* MessageRows.find(
      sql,
      entries.map(({ key }) => key)
    )
    const alive = Array.from(known.values()).filter(({ isGone }) => !isGone)
    const first = known.get(entries[0]?.key ?? "")
    if (first === undefined || first.isGone || (total !== undefined && total < row.state.alive))
      return yield* new PlaceMoved()
    if ((yield* MessageRows.countAlive(sql, row.id, first.position)) !== alive.length) return yield* new PlaceMoved()
  })

/** Whether only known messages follow the new ones; then everything after them is known too. */
const reachesKnown = (entries: ReadonlyArray<MessageRows.Entry>, known: MessageRows.Written["known"]): boolean => {
  const isHere = ({ key, stored }: MessageRows.Entry) => {
    const before = known.get(key)
    return before !== undefined && !before.isGone && before.hash === stored.hash
  }
  const first = entries.findIndex(({ key }) => known.has(key))
  return first >= 0 && entries.slice(first).every(isHere)
}

const atEnd = (
  { faults: _faults, problems: _problems, reading: _reading, ...state }: SyncState.SyncState,
  { base, faults, given, listed, mode, order, problems }: SyncState.Reading,
  page: Page.Page<Message.Message>,
  now: number
): SyncState.SyncState => {
  const { listed: before, partialSince = now, resume, ...kept } = state
  // A partial pass keeps the old value: `Settlement` saves the new one once the sync has found everything.
  const known = mode === "whole" || listed === undefined ? listed : before
  const last = mode === "front" ? resume : page.resume
  return {
    ...kept,
    isRead: true,
    ...(known !== undefined && { listed: known }),
    ...(faults > 0 && { faults, problems }),
    ...(last !== undefined && { resume: last }),
    ...(mode === "whole" ? { front: 0, order: order ?? "mixed" } : { partialSince }),
    ...(mode === "front" ? { front: base } : { end: base + given, endsEmpty: page.items.length === 0 })
  }
}

/** The messages that are still being written, at most 100. */
export const stillOpen = (
  before: ReadonlyArray<string>,
  items: ReadonlyArray<Message.Message>
): ReadonlyArray<string> => {
  const open = new Set(before)
  for (const { ref, status } of items)
    if (ref !== undefined)
      if (status === "pending" || status === "streaming") open.add(ref)
      else open.delete(ref)
  return Array.from(open).slice(-100)
}

const seenOrder = (
  { lastTime, order }: SyncState.Reading,
  items: ReadonlyArray<Message.Message>
): Pick<SyncState.Reading, "lastTime" | "order"> => {
  let last = lastTime
  let seen = order
  for (const { createdAt } of items) {
    const time = StoredMessage.timeOf(createdAt)
    if (time === 0) continue
    const step = last === undefined || time === last ? undefined : time > last ? "oldest" : "newest"
    if (step !== undefined) seen = seen === undefined || seen === step ? step : "mixed"
    last = time
  }
  return { ...(last !== undefined && { lastTime: last }), ...(seen !== undefined && { order: seen }) }
}
