/** A list as its pages show it: with the repeated elements and the gaps that a script has made. */
import type { Json } from "@org/messages-core"
import type { ElementList } from "./ElementList.js"

/** Something that was put into the list at an index: copies of the elements before it, or a gap. */
export interface Insertion {
  readonly at: number
  readonly count: number
  readonly isGap: boolean
}

/** The length of the list as pages show it. */
export const length = (list: ElementList, insertions: ReadonlyArray<Insertion>): number =>
  insertions.reduce((sum, { count }) => sum + count, list.length)

/** The elements of a page; those in gaps are left out. */
export const slice = (
  list: ElementList,
  insertions: ReadonlyArray<Insertion>,
  start: number,
  end: number
): ReadonlyArray<Json.JsonObject> => {
  const elements: Array<Json.JsonObject> = []
  for (let index = start; index < Math.min(end, length(list, insertions)); index++) {
    const original = origin(insertions, index)
    if (original !== undefined) elements.push(list.at(original))
  }
  return elements
}

/** Later insertions were made in a list that already had the earlier ones, so they are undone first. */
const origin = (insertions: ReadonlyArray<Insertion>, index: number): number | undefined => {
  let at = index
  for (let last = insertions.length - 1; last >= 0; last--) {
    const insertion = insertions[last]
    if (insertion === undefined || at < insertion.at) continue
    if (insertion.isGap && at < insertion.at + insertion.count) return undefined
    at -= insertion.count
  }
  return at
}
