/** Edits win: drops the entries of residue that contradict edited fields, and keeps the others. */
import { isArray, isObject, type Json, type JsonObject, own, put } from "../json/Json.js"
import { keysOf } from "../json/JsonPointer.js"
import * as ArrayEdits from "./ArrayEdits.js"
import type { List } from "./Format.js"
import type { Message } from "./Message.js"
import type { Part } from "./Part.js"
import type { Residue } from "./Residue.js"

/** One entry of residue: a value at a path, a path without a value, or the edits of an array at a path. */
export interface Entry {
  /** Which of the three it is. */
  readonly kind: "present" | "items" | "absent"
  /** The keys and indices that lead to the place in the native message. */
  readonly path: ReadonlyArray<string>
  /** The value of a `present` entry. */
  readonly value?: Json
  /** The edits of an `items` entry. */
  readonly edits?: ArrayEdits.ArrayEdits
}

/** How many times, at most, a native message is read to find the entries that contradict the fields. */
const maximumReadings = 64

/** The residue of a message and of its parts as entries with paths into the native message. */
export const entriesOf = (
  message: Message,
  lists: ReadonlyArray<readonly [key: string, list: List]>
): ReadonlyArray<Entry> => [
  ...lists.flatMap(([key, list]) => ofParts(message.parts.filter(list.holds), [key], list.nested)),
  ...ofResidue(message.residue, [])
]

/** Applies as many entries as `agrees` allows: all entries of a kind at once, then the halves of a group that contradicts. */
export const keep = (
  native: JsonObject,
  entries: ReadonlyArray<Entry>,
  agrees: (native: JsonObject) => boolean
): JsonObject => {
  let result = native
  let readings = 0
  const attempt = (group: ReadonlyArray<Entry>): void => {
    if (group.length === 0 || readings === maximumReadings) return
    readings += 1
    const changed = group.reduce(apply, result)
    if (agrees(changed)) {
      result = changed
      return
    }
    const half = Math.ceil(group.length / 2)
    if (group.length === 1) return
    attempt(group.slice(0, half))
    attempt(group.slice(half))
  }
  for (const kind of ["present", "items", "absent"] as const) attempt(entries.filter((entry) => entry.kind === kind))
  return result
}

const ofParts = (
  parts: ReadonlyArray<Part>,
  path: ReadonlyArray<string>,
  nested: string | undefined
): ReadonlyArray<Entry> =>
  parts.flatMap((part, index) => {
    const at = [...path, String(index)]
    const content =
      part.type === "tool-result" && part.content !== undefined && nested !== undefined ? part.content : []
    return [...ofParts(content, [...at, nested ?? ""], undefined), ...ofResidue(part.residue, at)]
  })

const ofResidue = (residue: Residue | undefined, path: ReadonlyArray<string>): ReadonlyArray<Entry> => [
  ...leaves(residue?.present ?? {}, path),
  ...Object.entries(residue?.items ?? {}).map(([at, edits]) => ({
    kind: "items" as const,
    path: [...path, ...keysOf(at)],
    edits
  })),
  ...(residue?.absent ?? []).map((at) => ({ kind: "absent" as const, path: [...path, ...keysOf(at)] }))
]

const leaves = (present: JsonObject, path: ReadonlyArray<string>): ReadonlyArray<Entry> =>
  Object.entries(present).flatMap(([key, value]): ReadonlyArray<Entry> => {
    const at = [...path, key]
    return isObject(value) && Object.keys(value).length > 0 ? leaves(value, at) : [{ kind: "present", path: at, value }]
  })

const apply = (native: JsonObject, entry: Entry): JsonObject => {
  const changed = changeAt(native, entry, 0)
  return isObject(changed) ? changed : native
}

const changeAt = (value: Json | undefined, entry: Entry, depth: number): Json | undefined => {
  const key = entry.path[depth]
  if (key === undefined) {
    if (entry.kind === "absent") return undefined
    if (entry.edits !== undefined) return isArray(value) ? (ArrayEdits.apply(value, entry.edits) ?? value) : value
    return isObject(entry.value) && isObject(value) ? value : entry.value
  }
  if (Array.isArray(value) && /^(0|[1-9]\d*)$/.test(key) && Number(key) < value.length)
    return value.with(Number(key), changeAt(value[Number(key)], entry, depth + 1) ?? null)
  if (!isObject(value) && entry.kind !== "present") return value
  const object = isObject(value) ? value : {}
  const changed = changeAt(own(object, key), entry, depth + 1)
  const result: { [key: string]: Json } = {}
  for (const [name, child] of Object.entries(object)) if (name !== key) put(result, name, child)
  if (changed !== undefined) put(result, key, changed)
  return result
}
