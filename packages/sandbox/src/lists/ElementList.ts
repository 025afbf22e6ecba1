/** Lists by index, so that an element is made only when a page shows it. */
import type { Json } from "@org/messages-core"

/** The elements of a list. */
export interface ElementList {
  readonly length: number
  /** The element at an index below the length. */
  readonly at: (index: number) => Json.JsonObject
}

/** The elements of an array. */
export const of = (elements: ReadonlyArray<Json.JsonObject>): ElementList => ({
  length: elements.length,
  at: (index) => elements[index] ?? {}
})

/** Several lists in a row. */
export const concat = (lists: ReadonlyArray<ElementList>): ElementList => ({
  length: lists.reduce((sum, { length }) => sum + length, 0),
  at: (index) => {
    let rest = index
    for (const list of lists) {
      if (rest < list.length) return list.at(rest)
      rest -= list.length
    }
    return {}
  }
})

/** The same list in reverse. */
export const reversed = ({ at, length }: ElementList): ElementList => ({
  length,
  at: (index) => at(length - 1 - index)
})

/** The elements that pass a test; makes all of them. */
export const filtered = (list: ElementList, isIncluded: (element: Json.JsonObject) => boolean): ElementList =>
  of(Array.from({ length: list.length }, (_, index) => list.at(index)).filter(isIncluded))
