/** Residue: what canonical fields do not say of native JSON. It is computed, stored beside the fields, and put back. */
import * as Schema from "effect/Schema"
import { oneOf, Pointer } from "../Field.js"
import { equal, isObject, type Json, JsonObject, own, pointer, put } from "../json/Json.js"

const notEmpty = oneOf("present", "absent")

/** What a native object says beyond the fields that were read from it. */
export const Residue = Schema.Struct({
  present: Schema.optionalWith(
    JsonObject.annotations({
      description:
        "Every value that the object rebuilt from the fields lacks or has differently, nested like the native object. Objects are entered where both sides have one; arrays and scalars are given whole"
    }),
    { exact: true }
  ),
  absent: Schema.optionalWith(
    Schema.Array(Pointer).pipe(Schema.minItems(1)).annotations({
      description: "JSON Pointers to keys that the object rebuilt from the fields has and the native one lacks"
    }),
    { exact: true }
  )
})
  .pipe(Schema.filter(notEmpty.holds, { jsonSchema: notEmpty.jsonSchema }))
  .annotations({
    identifier: "Residue",
    description: "What the canonical fields do not say of the native form"
  })

export type Residue = typeof Residue.Type

/** What `b` says beyond and against `a`, or nothing if they are equal: `restore(a, difference(a, b))` equals `b`. The keys in `except` are not compared. */
export const difference = (a: JsonObject, b: JsonObject, except: ReadonlyArray<string> = []): Residue | undefined => {
  let present: { [key: string]: Json } | undefined
  let absent: Array<string> | undefined
  for (const key in a) if (!Object.hasOwn(b, key)) (absent ??= []).push(pointer([key]))
  for (const key in b) {
    const ours = own(a, key)
    const theirs = b[key]
    if (ours === theirs || theirs === undefined || except.includes(key)) continue
    if (ours === undefined) put((present ??= {}), key, theirs)
    else if (isObject(ours) && isObject(theirs)) {
      const nested = difference(ours, theirs)
      if (nested?.present !== undefined) put((present ??= {}), key, nested.present)
      for (const path of nested?.absent ?? []) (absent ??= []).push(pointer([key]) + path)
    } else if (!equal(ours, theirs)) put((present ??= {}), key, theirs)
  }
  if (present === undefined && absent === undefined) return undefined
  return { ...(present && { present }), ...(absent && { absent }) }
}

/** `a` with what the residue says put in place. Pointers to keys that are not there are ignored. */
export const restore = (a: JsonObject, residue: Residue | undefined): JsonObject => {
  if (residue === undefined) return a
  const { absent, present } = residue
  const kept = absent === undefined ? a : without(a, new Set(absent), "")
  return present === undefined ? kept : merge(kept, present)
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
