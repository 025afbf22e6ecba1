/** JSON text with sorted keys: two values are equal if these texts are. */
export const sorted = (value: unknown): string => JSON.stringify(value, sort)

const sort = (_: string, value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** A value as it comes out of a file. */
export const throughText = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)
