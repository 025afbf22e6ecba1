/** Finds the runs of a document that the entries of a sidecar belong to. */
import type { Run } from "../Definition.js"
import * as Residual from "../residue/Residual.js"
import type * as Sidecar from "../residue/Sidecar.js"

/** A run of a document, with its entry in the sidecar if it has one. */
export interface MatchedRun {
  /** The native elements of the run. */
  readonly run: Run
  /** The run's entry in the sidecar; `undefined` if it has none. */
  readonly residual: Residual.Residual | undefined
}

/**
 * Finds the runs that a sidecar describes by their digests, even if they have moved. It first matches the runs that are in order at the beginning and at
 * the end, and searches for the others between them, or in the whole document if more elements then have a run. Of several runs that begin alike, it
 * takes the first, or the longest if more elements then have a run; of equal runs, the one that follows the run before. If the elements between two
 * matched runs are as many as the entries left there describe, they are assumed to be the edited runs, in order.
 */
export const of = ({ runs }: Sidecar.Sidecar, elements: Run): ReadonlyArray<MatchedRun> => {
  const digests = elements.map((element) => Residual.digestOf([element]))
  const entries = runs.flatMap(({ of }, place) => (of === "" ? [] : [{ place, of: of.split(" ") }]))
  const ordered = inPlace(digests, entries)
  const isComplete = countOf(ordered) === elements.length || entriesIn(ordered) === entries.length
  const moved = isComplete ? ordered : anywhere(digests, entries)
  return withEdited(countOf(moved) > countOf(ordered) ? moved : ordered, elements, runs)
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

const countOf = (found: ReadonlyArray<Found>): number => lengthOf(found.filter(({ entry }) => entry !== undefined))

/** The runs in order at the beginning and at the end, and others between them. */
const inPlace = (digests: ReadonlyArray<string>, entries: ReadonlyArray<Entry>): ReadonlyArray<Found> => {
  const head = inOrder(digests, entries)
  const rest = { digests: digests.slice(lengthOf(head)), entries: entries.slice(entriesIn(head)) }
  const tail = inOrder(rest.digests.toReversed(), rest.entries.toReversed().map(reversed)).toReversed()
  const between = {
    digests: rest.digests.slice(0, rest.digests.length - lengthOf(tail)),
    entries: rest.entries.slice(0, rest.entries.length - entriesIn(tail))
  }
  return [...head, ...anywhere(between.digests, between.entries), ...tail]
}

/** The runs at the beginning that are those of the first entries. */
const inOrder = (digests: ReadonlyArray<string>, entries: ReadonlyArray<Entry>): ReadonlyArray<Found> => {
  const result: Array<Found> = []
  let at = 0
  for (const entry of entries) {
    if (!entry.of.every((digest, index) => digests[at + index] === digest)) break
    result.push({ length: entry.of.length, entry: entry.place })
    at += entry.of.length
  }
  return result
}

const anywhere = (digests: ReadonlyArray<string>, entries: ReadonlyArray<Entry>): ReadonlyArray<Found> => {
  const first = found(digests, entries, (a, b) => a.place < b.place)
  if (entriesIn(first) === entries.length) return first
  const longest = found(digests, entries, (a, b) => a.of.length > b.of.length)
  return countOf(longest) > countOf(first) ? longest : first
}

const found = (
  digests: ReadonlyArray<string>,
  entries: ReadonlyArray<Entry>,
  isBetter: (entry: Entry, other: Entry) => boolean
): ReadonlyArray<Found> => {
  const { equal, lengths } = waitingOf(entries)
  const result: Array<Found> = []
  let before = -1
  for (let index = 0; index < digests.length;) {
    let best: Entry | undefined
    let waiting: Array<Entry> = []
    for (const length of lengths.get(digests[index] ?? "") ?? []) {
      const list = equal.get(digests.slice(index, index + length).join(" ")) ?? []
      const [next] = list
      if (next === undefined || (best !== undefined && !isBetter(next, best))) continue
      best = next
      waiting = list
    }
    const entry = waiting.find(({ place }) => place > before) ?? best
    if (entry === undefined) result.push({ length: 1 })
    else {
      waiting.splice(waiting.indexOf(entry), 1)
      result.push({ length: entry.of.length, entry: entry.place })
      before = entry.place
    }
    index += entry?.of.length ?? 1
  }
  return result
}

/** The entries by all of their digests, and the lengths of those that begin with a digest. */
const waitingOf = (entries: ReadonlyArray<Entry>) => {
  const equal = new Map<string, Array<Entry>>()
  const lengths = new Map<string, Set<number>>()
  for (const entry of entries) {
    const text = entry.of.join(" ")
    const list = equal.get(text)
    if (list === undefined) equal.set(text, [entry])
    else list.push(entry)
    const first = entry.of[0] ?? ""
    lengths.set(first, (lengths.get(first) ?? new Set<number>()).add(entry.of.length))
  }
  return { equal, lengths }
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
    const left = runs.slice(before + 1, after).filter(({ of }, at) => of !== "" && !known.has(before + 1 + at))
    const lengths = left.map(({ of }) => of.split(" ").length)
    const count = end - index
    const fit = lengths.reduce((sum, length) => sum + length, 0) === count
    if (fit) for (const [place, length] of lengths.entries()) take(length, left[place])
    else for (let one = 0; one < count; one++) take(1, undefined)
    index = end
  }
  return result
}
