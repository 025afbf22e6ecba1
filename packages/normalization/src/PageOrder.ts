/** Finds the place from which a list can be continued later. Only Honcho documents the order of its lists, so the elements have to tell. */
import { Cursor, Json, Time } from "@org/messages-core"

/** Whether older elements come first, judging by their times: none is earlier than the one before it, and at least one is later, on this page or on an earlier one (`before`). */
export const isOldestFirst = (elements: ReadonlyArray<Json.Json>, timeKey: string, before = false): boolean => {
  const times = elements.map((element) => timeOf(element, timeKey))
  return rises(times) && (before || (times.at(-1) ?? 0) > (times[0] ?? 0))
}

/** Whether each number is at least the one before it. `NaN` stands for a missing number, and never is. */
export const rises = (numbers: ReadonlyArray<number>): boolean =>
  numbers.every((number, index) => number >= (numbers[index - 1] ?? -Infinity))

/**
 * The place from which a later list finds new elements: `native`, which callers give if older elements come first. In any other order, the
 * list can be read again from its start if a cursor can remember all of its elements.
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
