/** Finds the runs of a document that the entries of a sidecar belong to. */
import type { Run } from "../Definition.js"
import * as Residual from "../Residual.js"
import type * as Sidecar from "../Sidecar.js"

/** A run of a document, with its entry in the sidecar if it has one. */
export interface MatchedRun {
  /** The native elements of the run. */
  readonly run: Run
  /** The run's entry in the sidecar; `undefined` if it has none. */
  readonly residual: Residual.Residual | undefined
}

/**
 * Finds the runs that a sidecar describes by their digests, even if they have moved: first those that are in order at the beginning and at the end, then
 * all others. If several runs begin with equal elements, the first one is used, or the longest if more elements then have a run; of equal runs, the one
 * that follows the run before. If as many elements as entries are left between two of them, the elements are assumed to be the edited runs, in order.
 */
export const of = ({ runs }: Sidecar.Sidecar, elements: Run): ReadonlyArray<MatchedRun> => {
  const digests = elements.map((element) => Residual.digestOf([element]))
  const entries = runs.flatMap(({ of }, place) => (of === "" ? [] : [{ place, of: of.split(" ") }]))
  const head = inOrder(digests, entries)
  const rest = { digests: digests.slice(lengthOf(head)), entries: entries.slice(entriesIn(head)) }
  const tail = inOrder(rest.digests.toReversed(), rest.entries.toReversed().map(reversed)).toReversed()
  const between = {
    digests: rest.digests.slice(0, rest.digests.length - lengthOf(tail)),
    entries: rest.entries.slice(0, rest.entries.length - entriesIn(tail))
  }
  return withEdited([...head, ...anywhere(between.digests, between.entries), ...tail], elements, runs)
}

/** Some elements of a document, and the place of their entry in the sidecar if they have one. */
interface Found {
  readonly length: number
  readonly entry?: number
}

/** An entry of the sidecar with the digests of its elements. */
interface Entry {
  readonly place: number
  readonly of: ReadonlyArray<string>
}

const lengthOf = (found: ReadonlyArray<Found>): number => found.reduce((sum, { length }) => sum + length, 0)

const entriesIn = (found: ReadonlyArray<Found>): number => found.filter(({ entry }) => entry !== undefined).length

const reversed = ({ of, place }: Entry): Entry => ({ place, of: of.toReversed() })

const fits = (digests: ReadonlyArray<string>, index: number, { of }: Entry): boolean =>
  of.every((digest, at) => digests[index + at] === digest)

/** The runs at the beginning that are those of the first entries. */
const inOrder = (digests: ReadonlyArray<string>, entries: ReadonlyArray<Entry>): ReadonlyArray<Found> => {
  const result: Array<Found> = []
  let at = 0
  for (const entry of entries) {
    if (!fits(digests, at, entry)) break
    result.push({ length: entry.of.length, entry: entry.place })
    at += entry.of.length
  }
  return result
}

const anywhere = (digests: ReadonlyArray<string>, entries: ReadonlyArray<Entry>): ReadonlyArray<Found> => {
  const first = found(digests, byFirst(entries))
  if (entriesIn(first) === entries.length) return first
  const longest = found(digests, longestFirst(byFirst(entries)))
  const countOf = (found: ReadonlyArray<Found>) => lengthOf(found.filter(({ entry }) => entry !== undefined))
  return countOf(longest) > countOf(first) ? longest : first
}

const found = (digests: ReadonlyArray<string>, waiting: ReadonlyMap<string, Array<Entry>>): ReadonlyArray<Found> => {
  const result: Array<Found> = []
  let before = -1
  for (let index = 0; index < digests.length;) {
    const list = waiting.get(digests[index] ?? "") ?? []
    const first = list.find((entry) => fits(digests, index, entry))
    const entry = list.find(({ of, place }) => place > before && isSame(of, first?.of)) ?? first
    if (entry === undefined) result.push({ length: 1 })
    else {
      list.splice(list.indexOf(entry), 1)
      result.push({ length: entry.of.length, entry: entry.place })
      before = entry.place
    }
    index += entry?.of.length ?? 1
  }
  return result
}

const isSame = (of: ReadonlyArray<string>, other: ReadonlyArray<string> = []): boolean =>
  of.length === other.length && of.every((digest, at) => digest === other[at])

const longestFirst = (waiting: ReadonlyMap<string, Array<Entry>>): ReadonlyMap<string, Array<Entry>> =>
  new Map([...waiting].map(([digest, list]) => [digest, list.toSorted((a, b) => b.of.length - a.of.length)]))

const byFirst = (entries: ReadonlyArray<Entry>): Map<string, Array<Entry>> => {
  const waiting = new Map<string, Array<Entry>>()
  for (const entry of entries) {
    const list = waiting.get(entry.of[0] ?? "")
    if (list === undefined) waiting.set(entry.of[0] ?? "", [entry])
    else list.push(entry)
  }
  return waiting
}

const withEdited = (
  matches: ReadonlyArray<Found>,
  elements: Run,
  runs: ReadonlyArray<Residual.Residual>
): ReadonlyArray<MatchedRun> => {
  const known = new Set(matches.flatMap(({ entry }) => entry ?? []))
  const result: Array<MatchedRun> = []
  let before = -1
  let at = 0
  const take = (length: number, residual: Residual.Residual | undefined) => {
    result.push({ run: elements.slice(at, at + length), residual })
    at += length
  }
  for (let index = 0; index < matches.length;) {
    const here = matches[index]
    if (here?.entry !== undefined) {
      take(here.length, runs[here.entry])
      before = here.entry
      index += 1
      continue
    }
    let end = index
    while (end < matches.length && matches[end]?.entry === undefined) end += 1
    const after = matches[end]?.entry ?? runs.length
    const left = runs.filter((_, place) => place > before && place < after && !known.has(place))
    const lengths = left.map(({ of }) => of.split(" ").length)
    const count = end - index
    const fit = lengths.reduce((sum, length) => sum + length, 0) === count
    if (fit) for (const [place, length] of lengths.entries()) take(length, left[place])
    else for (let one = 0; one < count; one++) take(1, undefined)
    index = end
  }
  return result
}
