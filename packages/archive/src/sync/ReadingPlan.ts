/** Decides how a conversation is read, so that as few requests as possible find what is new. */
import { type Address, Cursor, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import type { ConversationRow } from "../store/ConversationRows.js"
import type * as SyncState from "./SyncState.js"

/** What is known before a pass. */
export interface Situation {
  readonly address: Address.ConversationAddress
  readonly row: ConversationRow
  /** What the list of conversations says; `undefined` if no list was read. */
  readonly listed: SyncState.Listed | undefined
  /** Whether to read from the start in any case. */
  readonly full: boolean
}

/** How many messages to request at once. Mielto allows more than the others. */
export const pageSize = (provider: Provider.Provider): number =>
  Math.min(500, Provider.descriptors[provider].pages.messages.maximum)

/**
 * The pass to begin with. A conversation that fits on one page is read completely, which costs one request and shows every change. A longer one is
 * read from where it ended, or from its front if its newest messages come first. If something could not be read, everything is read again: it may be
 * anywhere.
 */
export const first = (situation: Situation): SyncState.Reading => {
  const { address, full, listed, row } = situation
  const { state } = row
  const { reading } = state
  if (reading !== undefined && (reading.mode === "whole" || !full)) return reading
  // The end of the conversation may not show what an edit, a new title or a removal has changed.
  const isEdited = state.open.length === 0 && (listed?.count ?? Infinity) <= (state.listed?.count ?? -Infinity)
  const isSmall = (listed?.count ?? state.alive + 1) < pageSize(address.provider)
  if (full || !state.isRead || row.isGone || isSmall || isEdited || state.faults !== undefined) return whole(situation)
  if (state.resume !== undefined && startOf(state.resume) !== "") return rest(situation, state.resume)
  return state.order === "newest" && !state.hasNoRefs ? front(situation) : whole(situation)
}

/**
 * Whether a complete pass is due, because passes over the end of a conversation may have missed an edit: Honcho's lists show no edits, and the
 * lists of the others show no edit if a message was added too.
 */
export const isDue = ({ partialSince = Infinity }: SyncState.SyncState, now: number): boolean =>
  now - partialSince >= wholeEvery

/** How long an edit may be missed, in milliseconds: a week. */
const wholeEvery = 7 * 24 * 60 * 60 * 1000

/** A complete pass, from the start to the end. */
export const whole = ({ listed, row }: Situation): SyncState.Reading => ({
  mode: "whole",
  run: row.state.runs + 1,
  base: 0,
  given: 0,
  faults: 0,
  ...(listed !== undefined && { listed })
})

/** Whether the list of conversations reports more changes than a partial pass (of the end or the front) has found. */
export const isIncomplete = (
  before: SyncState.SyncState,
  after: SyncState.SyncState,
  listed: SyncState.Listed | undefined,
  found: { readonly new: number; readonly changed: number; readonly gone: number; readonly edited: number }
): boolean => {
  if (listed === undefined) return false
  const { count } = before.listed ?? {}
  if (listed.count !== undefined && count !== undefined && after.alive - before.alive !== listed.count - count)
    return true
  if (listed.updatedAt === undefined || listed.updatedAt === before.listed?.updatedAt) return false
  // The edit that was found may not be the only one.
  return found.new + found.changed + found.gone === 0 || found.edited > 0
}

/** Reads the last page again, including its known messages: this shows whether the place has moved, and edits of those messages. */
const rest = ({ listed, row }: Situation, resume: Cursor.Cursor): SyncState.Reading => ({
  mode: "rest",
  run: row.state.runs + 1,
  cursor: row.state.hasNoRefs ? resume : withoutTail(resume),
  base: row.state.end,
  given: 0,
  faults: 0,
  ...(listed !== undefined && { listed })
})

const front = ({ listed, row }: Situation): SyncState.Reading => ({
  mode: "front",
  run: row.state.runs + 1,
  base: row.state.front - frontRoom,
  given: 0,
  faults: 0,
  ...(listed !== undefined && { listed })
})

/** Positions only order messages, so those of one pass over the front may leave a gap. */
const frontRoom = 1_000_000

const startOf = (cursor: Cursor.Cursor): string | undefined => Either.getOrUndefined(Cursor.decode(cursor))?.native

/** With its tail, a cursor would leave out what the archive already has, and report that the list is out of order. */
const withoutTail = (cursor: Cursor.Cursor): Cursor.Cursor =>
  Either.match(Cursor.decode(cursor), {
    onLeft: () => cursor,
    onRight: ({ sequence: _, ...place }) => Cursor.encode({ ...place, tail: [] })
  })
