/** Applies rules to residue: to its values, to the edits of arrays at any depth, and to the places of both. */
import { Json } from "@org/messages-core"
import * as RedactedText from "./RedactedText.js"

/** Residue with its values redacted; `undefined` if a rule finds something in one of its pointers, because a redacted pointer leads nowhere. */
export const of = (residue: Json.Json, ledger: RedactedText.Ledger): Json.Json | undefined =>
  hasCleanPlaces(residue, ledger) ? values(residue, ledger) : undefined

/** Whether no rule finds anything in a JSON Pointer, nor in any of its keys. */
export const isCleanPointer = (pointer: string, ledger: RedactedText.Ledger): boolean =>
  [pointer, ...Json.keysOf(pointer)].every((text) => RedactedText.isClean(text, ledger))

const hasCleanPlaces = (residue: Json.Json, ledger: RedactedText.Ledger): boolean => {
  const items = objectAt(residue, "items")
  const absent = Json.isObject(residue) ? Json.own(residue, "absent") : undefined
  const pointers = [...Object.keys(items), ...(Json.isArray(absent) ? absent : [])]
  return (
    pointers.every((pointer) => typeof pointer === "string" && isCleanPointer(pointer, ledger)) &&
    Object.values(items).every((array) =>
      Object.values(objectAt(array, "edits")).every((edit) => hasCleanPlaces(objectAt(edit, "residue"), ledger))
    )
  )
}

const values = (residue: Json.Json, ledger: RedactedText.Ledger): Json.Json =>
  changed(residue, {
    present: (present) => RedactedText.native(present, ledger),
    items: (items) =>
      each(items, (array) => changed(array, { edits: (edits) => each(edits, (edit) => ofEdit(edit, ledger)) }))
  })

const ofEdit = (edit: Json.Json, ledger: RedactedText.Ledger): Json.Json =>
  changed(edit, {
    is: (element) => RedactedText.native(element, ledger),
    residue: (residue) => values(residue, ledger)
  })

type Change = (value: Json.Json) => Json.Json

/** The object with the values of some keys changed. */
const changed = (object: Json.Json, changes: { readonly [key: string]: Change }): Json.Json =>
  each(object, (value, key) => (Object.hasOwn(changes, key) ? (changes[key]?.(value) ?? value) : value))

const each = (object: Json.Json, change: (value: Json.Json, key: string) => Json.Json): Json.Json => {
  if (!Json.isObject(object)) return object
  const result: { [key: string]: Json.Json } = {}
  for (const [key, value] of Object.entries(object)) Json.put(result, key, change(value, key))
  return result
}

const objectAt = (object: Json.Json, key: string): Json.JsonObject => {
  const value = Json.isObject(object) ? Json.own(object, key) : undefined
  return Json.isObject(value) ? value : {}
}
