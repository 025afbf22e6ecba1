/** Makes JSON values with one change: a key less, a key more, or another value. */
import { isObject, type Json } from "./Json.js"

type Path = ReadonlyArray<string | number>

/** Values that contracts distinguish: kinds, signs, formats, and listed words. */
const values: ReadonlyArray<Json> = [
  ...[null, true, 0, -1, 1.5, 1e21, "", "x", [], {}, [null], [{}], ["x"], { a: null }, { type: "text" }],
  ...["user", "text", "image", "document", "data", "base64", "completed", "running", "image/png", "text/plain"],
  ...["2024-01-15T10:30:00Z", "2024-01-15T10:30:00.123456+02:00", "2024-01-15T10:30:00", "2024-01-15", "10:30"],
  // A leap second, and a moment past the year 9999 in UTC: both are times of RFC 3339.
  ...["2016-12-31T23:59:60Z", "9999-12-31T23:59:59-01:00"],
  ...["2024-13-15T10:30:00Z", "2024-02-30T10:30:00Z", "2024-01-15T24:30:00Z", "2024-01-15T10:30:00+25:00"],
  ...["11111111-1111-4111-A111-111111111111", "11111111-1111-4111-a111-11111111111"],
  ...["😀".repeat(60_000), "x".repeat(100_000), "x".repeat(100_001)]
]

const keys = ["__proto__", "constructor", "toString", "id", "type", "name", "extra"]

/** Every value that differs from this one by one change. */
export const of = function* (json: Json): Generator<Json> {
  for (const path of paths(json)) {
    yield* values.map((value) => change(json, path, () => value))
    yield change(json, path, () => undefined)
    for (const key of keys)
      yield change(json, path, (value) =>
        isObject(value) ? Object.fromEntries([...Object.entries(value), [key, "x"]]) : value
      )
  }
}

const paths = (json: Json): ReadonlyArray<Path> => [
  [],
  ...entries(json).flatMap(([key, child]) => paths(child).map((path) => [key, ...path]))
]

const entries = (json: Json): ReadonlyArray<readonly [string | number, Json]> =>
  isArray(json) ? [...json.entries()] : isObject(json) ? Object.entries(json) : []

const change = (json: Json, path: Path, of: (value: Json) => Json | undefined): Json => {
  const [first, ...rest] = path
  if (first === undefined) return of(json) ?? null
  const changed = entries(json).flatMap(([key, child]): ReadonlyArray<readonly [string | number, Json]> => {
    if (key !== first) return [[key, child]]
    const value = rest.length === 0 ? of(child) : change(child, rest, of)
    return value === undefined ? [] : [[key, value]]
  })
  return isArray(json) ? changed.map(([, child]) => child) : Object.fromEntries(changed)
}

const isArray = (json: Json): json is ReadonlyArray<Json> => Array.isArray(json)
