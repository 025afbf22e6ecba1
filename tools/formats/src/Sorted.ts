/** JSON text with sorted keys: two values are equal if these texts are. */
import assert from "node:assert/strict"

/** The text of a value. */
export const sorted = (value: unknown): string => JSON.stringify(value, sort)

/** Whether two values have the same text. The texts are made only where a walk finds the values unlike, which is many times faster. */
export const isSame = (ours: unknown, theirs: unknown): boolean =>
  isAlike(ours, theirs) || sorted(ours) === sorted(theirs)

/** Throws unless two values have the same text. */
export const same = (ours: unknown, theirs: unknown, message?: string): void => {
  if (!isSame(ours, theirs)) assert.equal(sorted(ours), sorted(theirs), message)
}

const isAlike = (ours: unknown, theirs: unknown): boolean => {
  if (ours === theirs) return true
  if (!isContainer(ours) || !isContainer(theirs) || Array.isArray(ours) !== Array.isArray(theirs)) return false
  const keys = Object.keys(ours)
  return (
    keys.length === Object.keys(theirs).length &&
    keys.every((key) => Object.hasOwn(theirs, key) && isAlike(ours[key], theirs[key]))
  )
}

const isContainer = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null

const sort = (_: string, value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** A value as it comes out of a file. What was read once is not read again: the laws import the elements of a document many times. */
export const throughText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(throughText)
  if (!isContainer(value)) return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)
  const known = texts.get(value)
  if (known !== undefined) return known
  const read = frozen(JSON.parse(JSON.stringify(value)))
  texts.set(value, read)
  return read
}

const texts = new WeakMap<object, unknown>()

/** The same value, which cannot be changed any more. */
const frozen = (value: unknown): unknown => {
  if (isContainer(value) || Array.isArray(value)) for (const child of Object.values(Object.freeze(value))) frozen(child)
  return value
}
