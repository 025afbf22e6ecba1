/** Makes pages from the responses of a provider's list, by the same rules for every kind of paging. */
import * as Either from "effect/Either"
import { descriptors, type Provider } from "../provider/Provider.js"
import * as TextHash from "../bytes/TextHash.js"
import type { InvalidCursor } from "../error/MessageError.js"
import { ConversationChanged } from "../error/MessageError.js"
import { compact, type Json } from "../json/Json.js"
import * as Cursor from "./Cursor.js"
import type { Page, PageFault, PageOptions } from "./Page.js"

/** The response to one request for a provider's list. */
export interface NativePage {
  /** The elements as the provider sent them. */
  readonly elements: ReadonlyArray<Json>
  /** The provider's place of the next page; absent at the end of the list. */
  readonly next?: string | undefined
  /** At the end of the list, the provider's place from which a later list finds new elements. */
  readonly resume?: string | undefined
  /** How many elements the whole list has, if the provider says so. */
  readonly total?: number | undefined
  /** How many of the first elements repeat the page before, because the request overlapped it on purpose. */
  readonly overlap?: number | undefined
  /**
   * How many elements were requested, if the provider does not say whether there are more: then a page without new elements is the last
   * one. If such a page is full, the provider repeats itself, which is `ConversationChanged`.
   */
  readonly asked?: number | undefined
  /**
   * How many elements a full page has, if pages have numbers and later elements never move them: a full page of the list's own limit, all of
   * whose elements earlier pages gave, is then an earlier page in the place of this one, which is `ConversationChanged`.
   */
  readonly full?: number | undefined
}

/** One element as an item of a page, or why it cannot be read. */
export type ReadElement<A> = (element: Json) => Either.Either<Item<A>, Omit<PageFault, "index">>

/** An item with what identifies it: its ref, if it has one. */
export interface Item<A> {
  /** The canonical item. */
  readonly value: A
  /** The ref, by which repeated items are recognized. */
  readonly ref?: string | undefined
  /** The provider's number of the item, if its items are numbered. */
  readonly sequence?: number | undefined
}

/** The place where a list begins or continues. A cursor of another list, limit or order is `InvalidCursor`. */
export const place = (
  list: Cursor.Place["list"],
  provider: Provider,
  of: string,
  { cursor, limit, order }: PageOptions
): Either.Either<Cursor.Place, InvalidCursor> => {
  const size = descriptors[provider].pages[list]
  if (cursor === undefined)
    return Either.right({
      list,
      of,
      limit: Math.max(1, Math.min(Math.trunc(limit ?? size.default), size.maximum)),
      native: "",
      given: 0,
      tail: [],
      ...compact({ order })
    })
  return Either.flatMap(Cursor.decode(cursor), (place) => {
    if (place.list !== list || place.of !== of) return Cursor.invalid(`it belongs to ${place.of}`)
    if (limit !== undefined && Math.min(limit, size.maximum) !== place.limit)
      return Cursor.invalid(`it belongs to a list with pages of ${place.limit}`)
    if (order !== undefined && order !== place.order)
      return Cursor.invalid(
        `it belongs to a list in ${place.order === undefined ? "the provider's own order" : `the order ${place.order}`}`
      )
    return Either.right(place)
  })
}

/**
 * Makes a page from a native one. It leaves out the elements of earlier pages: it recognizes them by their refs, or, without a ref, by
 * their JSON within the overlap. If it recognizes nothing in an overlap, the error is `ConversationChanged`.
 */
export const page = <A>(
  at: Cursor.Place,
  { asked, elements, full, next, overlap = 0, resume, total }: NativePage,
  read: ReadElement<A>,
  natives = false
): Either.Either<Page<A>, ConversationChanged> => {
  const known = new Set(at.tail)
  const items: Array<A> = []
  const kept: Array<Json> = []
  const faults: Array<PageFault> = []
  const hashes: Array<string> = []
  let sequence = at.sequence
  let isPlaceKnown = false
  elements.forEach((element, index) => {
    const item = read(element)
    const ref = Either.isRight(item) ? item.right.ref : undefined
    const hash = TextHash.of(ref ?? JSON.stringify(element))
    const isOverlap = index < overlap
    if (known.has(hash) && (ref !== undefined || isOverlap)) {
      if (isOverlap) isPlaceKnown = true
      return
    }
    if (ref !== undefined) known.add(hash)
    hashes.push(hash)
    if (Either.isLeft(item)) {
      faults.push({ index, ...item.left })
      return
    }
    items.push(item.right.value)
    if (natives) kept.push(element)
    if (item.right.sequence !== undefined) sequence = Math.max(sequence ?? item.right.sequence, item.right.sequence)
  })
  if (overlap > 0 && at.tail.length > 0 && elements.length > 0 && !isPlaceKnown)
    return Either.left(new ConversationChanged({ ref: at.of }))
  const isNothingNew = asked !== undefined && hashes.length === 0
  if (isNothingNew && elements.length >= asked && elements.length > overlap)
    return Either.left(new ConversationChanged({ ref: at.of }))
  // One element alone may also be a copy of the one before the page. A list that continues repeats its last page, whose known elements can fill
  // a page of less than the limit.
  if (full !== undefined && full > 1 && full >= at.limit && hashes.length === 0 && elements.length >= full)
    return Either.left(new ConversationChanged({ ref: at.of }))
  const after = {
    ...at,
    given: at.given + items.length,
    tail: [...at.tail, ...hashes].slice(-Cursor.tailLength(at.limit)),
    ...compact({ sequence })
  }
  const cursor = (native: string | undefined) =>
    native === undefined ? undefined : Cursor.encode({ ...after, native })
  return Either.right({
    items,
    ...compact({
      next: isNothingNew ? undefined : cursor(next),
      resume: isNothingNew || next === undefined ? cursor(resume) : undefined,
      total,
      faults: faults.length === 0 ? undefined : faults,
      natives: natives ? kept : undefined
    })
  })
}
