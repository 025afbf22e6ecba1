/** Describes how one array is made from another: which elements stay, change inside, move, or are new. */
import * as Schema from "effect/Schema"
import { optional } from "../schema/SchemaField.js"
import { keyed } from "../schema/SchemaRule.js"
import { equal, isArray, isObject, type Json, JsonValue } from "../json/Json.js"
import { difference, Residue, restore } from "./Residue.js"

/** Where an element comes from: the same or another index of the array (`from`), changed by `residue`; or it is new (`is`). */
export type Edit = { readonly from?: number; readonly residue?: Residue } | { readonly is: Json }

/** The edits by index; elements without one stay as they are. `length` is given if it changes. */
export type ArrayEdits = { readonly length?: number; readonly edits?: { readonly [index: string]: Edit } }

/** The longest array that edits may make; residue may come from outside. */
export const maximumLength = 250_000

const Index = Schema.Int.pipe(
  Schema.between(0, maximumLength, { identifier: "ArrayIndex", description: "An index in an array, or its length" })
)

const Edit: Schema.Schema<Edit> = Schema.Union(
  Schema.Struct({ is: Schema.propertySignature(JsonValue).annotations({ description: "The element, which is new" }) }),
  Schema.Struct({
    from: optional(Index, "The index of the rebuilt element that this one is made from, if it is another"),
    residue: optional(
      Schema.suspend((): Schema.Schema<Residue> => Residue),
      "The difference from the rebuilt element to the native one"
    )
  })
).annotations({ identifier: "Edit", description: "How one element of an array is made" })

/** The schema of edits. */
export const ArrayEdits: Schema.Schema<ArrayEdits> = Schema.Struct({
  length: optional(Index, "The length of the native array, if the rebuilt one has another"),
  edits: optional(keyed(/^(0|[1-9]\d{0,6})$/, Edit), "By index, how an element is made; the others stay as they are")
}).annotations({ identifier: "ArrayEdits", description: "How the native array is made from the rebuilt one" })

/** How `b` is made from `a`; `undefined` if `b` is too long. */
export const of = (a: ReadonlyArray<Json>, b: ReadonlyArray<Json>): ArrayEdits | undefined => {
  if (b.length > maximumLength) return undefined
  const places = new Map(a.map((element, index) => [textOf(element), index]))
  const edits: { [index: string]: Edit } = {}
  for (const [index, theirs] of b.entries()) {
    const edit = editOf(index < a.length ? a[index] : undefined, theirs, places)
    if (edit !== undefined) edits[index] = edit
  }
  return {
    ...(a.length !== b.length && { length: b.length }),
    ...(Object.keys(edits).length > 0 && { edits })
  }
}

/** Whether the edits use at least one element of the rebuilt array, which has `length` elements. */
export const isUseful = ({ edits = {}, length }: ArrayEdits, rebuilt: number): boolean => {
  const all = Object.values(edits)
  return all.length < (length ?? rebuilt) || all.some((edit) => !("is" in edit))
}

/** The result of applying the edits to `a`; `undefined` if they do not fit it. */
export const apply = (
  a: ReadonlyArray<Json>,
  { edits = {}, length = a.length }: ArrayEdits
): ReadonlyArray<Json> | undefined => {
  if (length > maximumLength || Object.keys(edits).some((index) => Number(index) >= length)) return undefined
  const result: Array<Json> = []
  for (let index = 0; index < length; index++) {
    const edit = edits[index] ?? {}
    const element = "is" in edit ? edit.is : a[edit.from ?? index]
    if (element === undefined) return undefined
    const residue = "is" in edit ? undefined : edit.residue
    if (residue === undefined) result.push(element)
    else if (isObject(element) || isArray(element)) result.push(restore(element, residue))
    else return undefined
  }
  return result
}

const editOf = (ours: Json | undefined, theirs: Json, places: ReadonlyMap<string, number>): Edit | undefined => {
  if (ours !== undefined && equal(ours, theirs)) return undefined
  const from = places.get(textOf(theirs))
  if (from !== undefined) return { from }
  const bothEnter = (isObject(ours) && isObject(theirs)) || (isArray(ours) && isArray(theirs))
  const residue = bothEnter ? difference(ours, theirs) : undefined
  return residue === undefined ? { is: theirs } : { residue }
}

/** The JSON text with sorted keys: the order of keys means nothing, so it must not decide which element another is made from. */
const textOf = (value: Json): string => {
  if (isArray(value)) return `[${value.map(textOf).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${textOf(value[key] ?? null)}`).join()}}`
}
