/** Finds where a list can be read on later, although no provider but Honcho says in which order its list is. */
import { Cursor, Json, Time } from "@org/messages-core"

/** Whether older elements come first, as far as times tell: no time falls, and one rises, here or `before`. */
export const isOldestFirst = (elements: ReadonlyArray<Json.Json>, timeKey: string, before = false): boolean => {
  const times = elements.map((element) => timeOf(element, timeKey))
  return rises(times) && (before || (times.at(-1) ?? 0) > (times[0] ?? 0))
}

/** Whether no number falls. A number that is missing counts as a fall. */
export const rises = (numbers: ReadonlyArray<number>): boolean =>
  numbers.every((number, index) => number >= (numbers[index - 1] ?? -Infinity))

/**
 * The place at which a later list finds what was added: `native` if older elements come first. In any order, a list can be read again from
 * its start if a cursor can remember all of its elements.
 */
export const resume = (
  { given, limit }: Cursor.Place,
  elements: ReadonlyArray<Json.Json>,
  native: string | undefined
): string | undefined => native ?? (given + elements.length <= Cursor.tailLength(limit) ? "" : undefined)

const timeOf = (element: Json.Json, key: string): number => {
  const time = Time.from(Json.isObject(element) ? Json.own(element, key) : undefined)
  return time === undefined ? Number.NaN : Time.toNumber(time)
}
