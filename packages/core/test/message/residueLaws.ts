/** The laws of residue, as properties over as many pairs as a test can afford. */
import { assert } from "@effect/vitest"
import { ArrayEdits, Json, Residue } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import { arrayPair, pair, sorted } from "../arbitraries.js"

type Pairs = fc.Arbitrary<readonly [Residue.Root, Residue.Root]>

/** What residue is computed of: two objects, or two arrays. */
export const kinds: ReadonlyArray<{ readonly kind: string; readonly pairs: Pairs }> = [
  { kind: "objects", pairs: pair },
  { kind: "arrays", pairs: arrayPair }
]

/** How often a property is tried, and from which seed; without one it is another each time. */
export interface Runs {
  readonly numRuns: number
  readonly seed?: number
}

/** Fails unless `restore(a, difference(a, b))` equals `b`; a third of the pairs must overlap, so that the property says something. */
export const checkRestores = (pairs: Pairs, runs: Runs): void => {
  let overlapping = 0
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const residue = Residue.difference(a, b)
      assert.strictEqual(sorted(Residue.restore(a, residue)), sorted(b))
      if (residue !== undefined && usesFirst(a, b, residue)) overlapping++
    }),
    runs
  )
  assert.isAbove(overlapping, runs.numRuns * 0.3)
}

const usesFirst = (a: Residue.Root, b: Residue.Root, { items, present = {} }: Residue.Residue): boolean => {
  const edits = items?.[""]
  return edits !== undefined && Json.isArray(a) ? ArrayEdits.isUseful(edits, a.length) : sorted(present) !== sorted(b)
}

/** Fails unless both sides differ at every place that residue names. */
export const checkOnce = (pairs: Pairs, runs: Runs): void => {
  let count = 0
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      for (const [ours, theirs, where] of named(a, b, Residue.difference(a, b) ?? {})) {
        assert.notStrictEqual(text(ours), text(theirs), where)
        count++
      }
    }),
    runs
  )
  assert.isAbove(count, runs.numRuns / 2)
}

type Place = readonly [ours: Json.Json | undefined, theirs: Json.Json | undefined, where: string]

/** The places that residue names, with what both sides have there. */
const named = (
  a: Json.Json,
  b: Json.Json,
  { absent = [], items = {}, present = {} }: Residue.Residue
): Array<Place> => [
  ...leaves(a, present, []).map((keys): Place => [at(a, keys), at(b, keys), Json.pointer(keys)]),
  ...absent.flatMap((path): Array<Place> => {
    assert.isUndefined(at(b, keysOf(path)))
    return [[at(a, keysOf(path)), undefined, path]]
  }),
  ...Object.entries(items).flatMap(([path, { edits = {}, length }]) => {
    const ours = at(a, keysOf(path))
    const theirs = at(b, keysOf(path))
    if (!Json.isArray(ours) || !Json.isArray(theirs)) return assert.fail(`${path} is no array on both sides`)
    const places = Object.entries(edits).flatMap(([index, edit]): Array<Place> => {
      const here = Number(index)
      const where = `${path}/${index}`
      if ("is" in edit) assert.notInclude(ours.map(sorted), sorted(edit.is), where)
      if ("is" in edit || edit.residue === undefined) return [[ours[here], theirs[here], where]]
      return named(ours[edit.from ?? here] ?? null, theirs[here] ?? null, edit.residue)
    })
    return length === undefined ? places : [...places, [ours.length, length, `${path} (length)`] as const]
  })
]

/** The paths at which residue has a value: objects are entered where the other side has an object too. */
const leaves = (
  a: Json.Json | undefined,
  present: Json.JsonObject,
  keys: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<string>> =>
  Object.entries(present).flatMap(([key, value]) => {
    const ours = at(a, [key])
    return Json.isObject(ours) && Json.isObject(value) && Object.keys(value).length > 0
      ? leaves(ours, value, [...keys, key])
      : [[...keys, key]]
  })

const at = (value: Json.Json | undefined, keys: ReadonlyArray<string>): Json.Json | undefined =>
  keys.reduce<Json.Json | undefined>((here, key) => (Json.isObject(here) ? Json.own(here, key) : undefined), value)

const text = (value: Json.Json | undefined): string | undefined => (value === undefined ? undefined : sorted(value))

const keysOf = (path: string): ReadonlyArray<string> =>
  path
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
