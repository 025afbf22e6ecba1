/** How much of the messages a document preserves. The report is computed by importing the document, never written by hand. */
import { Json, type Message } from "@org/messages-core"
import * as Alignment from "./comparison/Alignment.js"
import type { Definition, Messages, Run } from "./Definition.js"
import * as Import from "./Import.js"
import * as Inventor from "./Inventor.js"
import * as Section from "./Section.js"

/** Every leaf of the messages is kept, changed or dropped: a leaf is a value that is no object and no list, or an empty one. */
export interface Report {
  /** The name of the format. */
  readonly format: string
  /** How many leaves come back unchanged. */
  readonly kept: number
  /** The leaves that come back with a different value, as JSON Pointers into the messages. */
  readonly changed: ReadonlyArray<string>
  /** The leaves that do not come back, as JSON Pointers into the messages. */
  readonly dropped: ReadonlyArray<string>
  /** What comes back without having been there, as JSON Pointers into the imported messages. */
  readonly added: ReadonlyArray<string>
  /** What the export had to invent, as JSON Pointers into the document. */
  readonly synthetic: ReadonlyArray<string>
}

/** The counts of a report. */
export interface Counts {
  /** How many leaves come back unchanged. */
  readonly kept: number
  /** How many leaves come back with a different value. */
  readonly changed: number
  /** How many leaves do not come back. */
  readonly dropped: number
  /** How many values come back that were not there. */
  readonly added: number
  /** How many values the export had to invent. */
  readonly synthetic: number
}

/** The counts of a report. */
export const counts = ({ added, changed, dropped, kept, synthetic }: Report): Counts => ({
  kept,
  changed: changed.length,
  dropped: dropped.length,
  added: added.length,
  synthetic: synthetic.length
})

/** The report on a document without slots that was exported from these messages. */
export const of = (definition: Definition, messages: Messages, value: Run): Report => {
  const ledger: Ledger = { kept: 0, changed: [], dropped: [], added: [] }
  let at = 0
  const back = Import.read(definition, value).messages
  const places = placesOf(definition, messages, back)
  for (const [index, message] of messages.entries()) {
    const { callIds, count, place } = places[index] ?? { count: 0, place: at, callIds: undefined }
    for (; at < place; at++) walk(back[at], undefined, `/${at}`, "", ledger)
    if (count === 0) walk(undefined, message, "", `/${index}`, ledger)
    else compareMessages(back.slice(place, place + count), message, { place, callIds }, `/${index}`, ledger)
    at = place + count
  }
  for (; at < back.length; at++) walk(back[at], undefined, `/${at}`, "", ledger)
  return { format: definition.name, ...ledger, synthetic: syntheticOf(definition, messages, value) }
}

/** How many leaves a value has. */
export const countOf = (value: Json.Json): number =>
  isLeaf(value) ? 1 : keysOf(value).reduce((sum, key) => sum + countOf(child(value, key) ?? null), 0)

interface Ledger {
  kept: number
  readonly changed: Array<string>
  readonly dropped: Array<string>
  readonly added: Array<string>
}

/** The imported messages that belong to one message: as many as its elements. */
interface Place {
  readonly place: number
  readonly count: number
  /** The call ids that its parts were sent with. */
  readonly callIds: Alignment.CallIds | undefined
}

/** For each message with an element, the messages of the same section that it is compared with, in order; the last such message gets all that are left. */
const placesOf = (definition: Definition, messages: Messages, back: Messages): ReadonlyArray<Place> => {
  const places: Array<Place> = []
  let at = 0
  for (const { callIds, messages: group, run, silent } of Section.of(definition, messages, Inventor.of(messages))) {
    const end = Math.min(at + (run.length === 0 ? 0 : Import.read(definition, run).messages.length), back.length)
    const last = group.findLastIndex((_, index) => !silent.has(index))
    for (const index of group.keys()) {
      const count = silent.has(index) ? 0 : index === last ? end - at : Math.min(1, end - at)
      places.push({ place: at, count, callIds })
      at += count
    }
    at = end
  }
  return places
}

/** Compares a message with those imported from its elements. A part may come back in any of them; the fields come back in the one with its id, or in the first. */
const compareMessages = (
  backs: Messages,
  message: Message.Message,
  { callIds, place: at }: Omit<Place, "count">,
  ours: string,
  ledger: Ledger
): void => {
  const { parts, ...fields } = message
  const host = Math.max(
    backs.findIndex(({ id }) => id !== undefined && id === message.id),
    0
  )
  for (const [index, { parts: _, ...backFields }] of backs.entries())
    walk(backFields, index === host ? fields : undefined, `/${at + index}`, ours, ledger)
  const found = backs.flatMap((back, index) =>
    back.parts.map((part, place) => ({ part, path: `/${at + index}/parts/${place}` }))
  )
  if (parts.length === 0 || found.length === 0)
    return walk(
      found.map(({ part }) => part),
      parts,
      `/${at}/parts`,
      `${ours}/parts`,
      ledger
    )
  const pairs = Alignment.ofParts({ ...message, parts: found.map(({ part }) => part) }, message, callIds)
  const used = new Set(pairs)
  for (const [index, part] of parts.entries()) {
    const other = found[pairs[index] ?? found.length]
    walk(other?.part, part, other?.path ?? "", `${ours}/parts/${index}`, ledger)
  }
  for (const [index, { part, path }] of found.entries()) if (!used.has(index)) walk(part, undefined, path, "", ledger)
}

/** Accounts for every leaf of `message` and every leaf that only `back` has. */
const walk = (
  back: Json.Json | undefined,
  message: Json.Json | undefined,
  theirs: string,
  ours: string,
  ledger: Ledger
): void => {
  if (message === undefined) {
    if (back !== undefined) leaves(back, theirs, ledger.added)
    return
  }
  if (isLeaf(message)) {
    if (back === undefined) ledger.dropped.push(ours)
    else if (Json.equal(back, message)) ledger.kept += 1
    else ledger.changed.push(ours)
    return
  }
  if (back === undefined || isLeaf(back) || Json.isArray(back) !== Json.isArray(message))
    return leaves(message, ours, back === undefined || isEmpty(back) ? ledger.dropped : ledger.changed)
  for (const key of keysOf(message))
    walk(child(back, key), child(message, key), theirs + step(key), ours + step(key), ledger)
  for (const key of keysOf(back))
    if (child(message, key) === undefined) walk(child(back, key), undefined, theirs + step(key), "", ledger)
}

const leaves = (value: Json.Json, path: string, into: Array<string>): void => {
  if (isLeaf(value)) into.push(path)
  else for (const key of keysOf(value)) leaves(child(value, key) ?? null, path + step(key), into)
}

const syntheticOf = (definition: Definition, messages: Messages, value: Run): ReadonlyArray<string> => {
  const other = Section.valueOf(Section.of(definition, messages, Inventor.of(messages, 1)))
  const ledger: Ledger = { kept: 0, changed: [], dropped: [], added: [] }
  walk(other, value, "", "", ledger)
  return [...ledger.changed, ...ledger.dropped]
}

type Container = ReadonlyArray<Json.Json> | Json.JsonObject

const isContainer = (value: Json.Json): value is Container => Json.isArray(value) || Json.isObject(value)

const isEmpty = (value: Json.Json): boolean => isContainer(value) && keysOf(value).length === 0

const isLeaf = (value: Json.Json): boolean => !isContainer(value) || keysOf(value).length === 0

const keysOf = (value: Json.Json): ReadonlyArray<string> => (isContainer(value) ? Object.keys(value) : [])

const child = (value: Json.Json, key: string): Json.Json | undefined =>
  Json.isArray(value) ? value[Number(key)] : Json.isObject(value) ? Json.own(value, key) : undefined

const step = (key: string): string => Json.pointer([key])
