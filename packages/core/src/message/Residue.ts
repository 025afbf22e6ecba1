/** What canonical fields do not say of a provider's native JSON: computed, stored beside them, and put back. */
import * as Schema from "effect/Schema"
import { equal, isObject, type Json, JsonObject, own, pointer } from "../json/Json.js"

/**
 * `present`: nested like the native object, every value that the rebuilt form lacks or says differently (entered where both are objects;
 * arrays and scalars whole). `absent`: JSON Pointers to keys that the rebuilt form has and the provider did not send.
 */
export const Residue = Schema.Struct({
  present: Schema.optionalWith(JsonObject, { exact: true }),
  absent: Schema.optionalWith(Schema.Array(Schema.String), { exact: true })
}).annotations({
  identifier: "Residue",
  description: "What the canonical fields do not say of the provider's own form; it wins over a field edited later"
})

export type Residue = typeof Residue.Type

/** Two total functions that know nothing of residue: fields out of a native value, and the native value rebuilt from them. */
export interface Mapping<Fields, Native extends Json, Args extends ReadonlyArray<unknown> = []> {
  readonly fields: (native: Native, ...args: Args) => Fields
  readonly wire: (fields: Fields) => Native
}

/** The same two functions with residue in between: `from(to(native))` equals `native`. */
export interface Lossless<Fields, Native extends Json, Args extends ReadonlyArray<unknown> = []> {
  readonly to: (native: Native, ...args: Args) => Fields
  readonly from: (value: Fields) => Native
}

/** What `b` says beyond and against `a`; nothing when they are equal. Law: `restore(a, difference(a, b))` equals `b`. */
export const difference = (a: JsonObject, b: JsonObject): Residue | undefined => {
  const absent: Array<string> = []
  const present = presentIn(a, b, [], absent)
  if (present === undefined && absent.length === 0) return undefined
  return { ...(present && { present }), ...(absent.length > 0 && { absent }) }
}

/** `a` with what `residue` says put in place. */
export const restore = (a: JsonObject, residue: Residue | undefined): JsonObject =>
  residue === undefined ? a : merge(without(a, new Set(residue.absent), []), residue.present ?? {})

/** Makes a mapping lossless. A native value that is no object (one of `Other`) must be told whole by its fields. */
export const lossless = <
  Fields extends { readonly residue?: Residue },
  Args extends ReadonlyArray<unknown>,
  Other extends Json = never
>(
  mapping: Mapping<Fields, JsonObject | Other, Args>
): Lossless<Fields, JsonObject | Other, Args> => ({
  to: (native, ...args) => {
    const fields = mapping.fields(native, ...args)
    const rebuilt = mapping.wire(fields)
    const residue = isObject(rebuilt) && isObject(native) ? difference(rebuilt, native) : undefined
    return residue === undefined ? fields : { ...fields, residue }
  },
  from: (value) => {
    const rebuilt = mapping.wire(value)
    return isObject(rebuilt) ? restore(rebuilt, value.residue) : rebuilt
  }
})

const presentIn = (
  a: JsonObject,
  b: JsonObject,
  keys: ReadonlyArray<string>,
  absent: Array<string>
): JsonObject | undefined => {
  for (const key of Object.keys(a)) if (!Object.hasOwn(b, key)) absent.push(pointer([...keys, key]))
  const entries: Array<[string, Json]> = []
  for (const [key, theirs] of Object.entries(b)) {
    const ours = own(a, key)
    if (ours === undefined) entries.push([key, theirs])
    else if (isObject(ours) && isObject(theirs)) {
      const nested = presentIn(ours, theirs, [...keys, key], absent)
      if (nested !== undefined) entries.push([key, nested])
    } else if (!equal(ours, theirs)) entries.push([key, theirs])
  }
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

const without = (value: JsonObject, absent: ReadonlySet<string>, keys: ReadonlyArray<string>): JsonObject =>
  absent.size === 0
    ? value
    : Object.fromEntries(
        Object.entries(value).flatMap(([key, child]) => {
          const at = [...keys, key]
          if (absent.has(pointer(at))) return []
          return [[key, isObject(child) ? without(child, absent, at) : child]]
        })
      )

const merge = (a: JsonObject, present: JsonObject): JsonObject =>
  Object.fromEntries([
    ...Object.entries(a),
    ...Object.entries(present).map(([key, value]): [string, Json] => {
      const ours = own(a, key)
      return [key, isObject(ours) && isObject(value) ? merge(ours, value) : value]
    })
  ])
