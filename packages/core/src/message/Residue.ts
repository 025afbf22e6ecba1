/** Residue: what canonical fields do not express of native JSON. It is computed, stored beside the fields, and put back. */
import * as Schema from "effect/Schema"
import { optional } from "../schema/SchemaField.js"
import { byPointer, oneOf, Pointer } from "../schema/SchemaRule.js"
import { equal, isArray, isObject, type Json, JsonObject, own, pointer, put } from "../json/Json.js"
import * as ArrayEdits from "./ArrayEdits.js"

/** The part of a native value that its canonical fields do not express. */
export type MessageResidue = {
  readonly present?: JsonObject
  readonly absent?: ReadonlyArray<string>
  readonly items?: { readonly [pointer: string]: ArrayEdits.ArrayEdits }
}

export type Residue = MessageResidue

const rule = oneOf("present", "absent", "items")

/** The schema of residue. */
export const Residue: Schema.Schema<MessageResidue> = Schema.Struct({
  present: optional(
    JsonObject,
    "Every value that the object rebuilt from the fields lacks or has differently, nested like the native object. Objects are entered where both sides have one; other values are given whole"
  ),
  absent: optional(
    Schema.Array(Pointer).pipe(Schema.minItems(1)),
    "JSON Pointers to keys that the object rebuilt from the fields has and the native one lacks"
  ),
  items: optional(
    byPointer(Schema.suspend((): Schema.Schema<ArrayEdits.ArrayEdits> => ArrayEdits.ArrayEdits)),
    "By JSON Pointer of an array that both sides have, how the native one is made from the rebuilt one"
  )
})
  .pipe(Schema.filter(rule.holds, { jsonSchema: rule.jsonSchema }))
  .annotations({
    identifier: "Residue",
    description: "What the canonical fields do not express of the native form",
    arbitrary: () => (fc) =>
      fc.oneof(
        fc.dictionary(fc.string(), fc.string()).map((present): Residue => ({ present })),
        fc.constant<Residue>({ absent: ["/a~1b"] }),
        fc.nat(9).map((index): Residue => ({ items: { "/x": { edits: { [String(index)]: { is: null } } } } }))
      )
  })

/** A value that can have residue. */
export type Root = JsonObject | ReadonlyArray<Json>

/**
 * What `b` has that `a` lacks or has differently; `undefined` if they are equal. `restore(a, difference(a, b))` equals `b`, for two objects and for two
 * arrays (of at most `ArrayEdits.maximumLength` elements). The keys in `except` are not compared.
 */
export const difference = (a: Root, b: Root, except: ReadonlyArray<string> = []): Residue | undefined => {
  if (isArray(a) || isArray(b)) {
    const edits = isArray(a) && isArray(b) && !equal(a, b) ? ArrayEdits.of(a, b) : undefined
    return edits && { items: { "": edits } }
  }
  let present: { [key: string]: Json } | undefined
  let absent: Array<string> | undefined
  let items: { [pointer: string]: ArrayEdits.ArrayEdits } | undefined
  let common = 0
  for (const key in b) {
    const theirs = b[key]
    // An inherited property never equals a JSON value, so only values that differ need a closer look.
    if (a[key] === theirs) {
      common += 1
      continue
    }
    const ours = own(a, key)
    if (ours !== undefined) common += 1
    if (theirs === undefined || except.includes(key)) continue
    const bothObjects = isObject(ours) && isObject(theirs)
    if (!bothObjects && ours !== undefined && equal(ours, theirs)) continue
    const nested = bothObjects ? difference(ours, theirs) : ofArrays(ours, theirs)
    if (nested === undefined) {
      if (!bothObjects) put((present ??= {}), key, theirs)
      continue
    }
    if (nested.present !== undefined) put((present ??= {}), key, nested.present)
    for (const path of nested.absent ?? []) (absent ??= []).push(pointer([key]) + path)
    for (const [path, edits] of Object.entries(nested.items ?? {})) (items ??= {})[pointer([key]) + path] = edits
  }
  if (common < Object.keys(a).length)
    for (const key in a) if (!Object.hasOwn(b, key)) (absent ??= []).push(pointer([key]))
  if (present === undefined && absent === undefined && items === undefined) return undefined
  // Equal objects have equal residue, whatever the order of their keys.
  if (absent !== undefined && absent.length > 1) absent.sort()
  return { ...(present && { present }), ...(absent && { absent }), ...(items && { items }) }
}

/** `a` with the residue applied. Whatever does not fit is ignored: pointers to nothing, and edits for an array of another length. */
export const restore = (a: Root, residue: Residue | undefined): Root => {
  if (residue === undefined) return a
  const { absent, items, present } = residue
  let result: Json = a
  if (absent !== undefined && isObject(result)) result = without(result, new Set(absent), "")
  if (present !== undefined && isObject(result)) result = merge(result, present)
  if (items !== undefined) result = withItems(result, items, "")
  return isObject(result) || isArray(result) ? result : a
}

/** Like `restore`, for an object: the result is an object too. */
export const restoreObject = (a: JsonObject, residue: Residue | undefined): JsonObject => {
  const result = restore(a, residue)
  return isArray(result) ? a : result
}

/** The difference of two arrays; `undefined` if it would use nothing of the first. */
const ofArrays = (ours: Json | undefined, theirs: Json): Residue | undefined => {
  if (!isArray(ours) || !isArray(theirs)) return undefined
  const edits = ArrayEdits.of(ours, theirs)
  return edits !== undefined && ArrayEdits.isUseful(edits, ours.length) ? { items: { "": edits } } : undefined
}

const without = (value: JsonObject, absent: ReadonlySet<string>, path: string): JsonObject => {
  const result: { [key: string]: Json } = {}
  for (const [key, child] of Object.entries(value)) {
    const at = path + pointer([key])
    if (!absent.has(at)) put(result, key, isObject(child) ? without(child, absent, at) : child)
  }
  return result
}

const merge = (a: JsonObject, present: JsonObject): JsonObject => {
  const result: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(a)) put(result, key, value)
  for (const [key, value] of Object.entries(present)) {
    const ours = own(a, key)
    put(result, key, isObject(ours) && isObject(value) ? merge(ours, value) : value)
  }
  return result
}

const withItems = (value: Json, items: NonNullable<Residue["items"]>, path: string): Json => {
  if (isArray(value)) {
    const edits = Object.hasOwn(items, path) ? items[path] : undefined
    return edits === undefined ? value : (ArrayEdits.apply(value, edits) ?? value)
  }
  if (!isObject(value)) return value
  const result: { [key: string]: Json } = {}
  for (const [key, child] of Object.entries(value)) put(result, key, withItems(child, items, path + pointer([key])))
  return result
}
