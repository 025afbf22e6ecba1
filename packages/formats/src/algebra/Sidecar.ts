/** What an export keeps beside its document: a residual for every run that needs one. */
import { SchemaGuard, Json, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"
import type { Run } from "./Definition.js"
import * as Residual from "./Residual.js"

/** The schema of a sidecar. */
export const Sidecar = Schema.Struct({
  version: SchemaField.required(Schema.Literal(1), "The version of the sidecar"),
  format: SchemaField.required(Schema.String, "The format of the document that the sidecar belongs to"),
  runs: SchemaField.required(Schema.Array(Residual.Residual), "What is kept, in the order of the document"),
  others: SchemaField.optional(
    Schema.Array(Json.JsonObject),
    "What the source document has besides its messages, such as the other lines of a session file"
  )
}).annotations({ identifier: "Sidecar", description: "What an export keeps beside its document" })

export type Sidecar = typeof Sidecar.Type

/** Whether a value is a sidecar. */
export const isSidecar = SchemaGuard.of(Sidecar)

/** A run of a document, with its entry in the sidecar if it has one. */
export interface MatchedRun {
  /** The native elements of the run. */
  readonly run: Run
  /** The run's entry in the sidecar; `undefined` if it has none. */
  readonly residual: Residual.Residual | undefined
}

/**
 * Finds the runs that a sidecar describes by their digests, even if they have moved. If several runs begin with equal elements, the first one is used,
 * or the longest if more elements then have a run. If as many elements as entries are left between two of them, the elements are assumed to be the edited
 * runs, in order.
 */
export const match = ({ runs }: Sidecar, elements: Run): ReadonlyArray<MatchedRun> => {
  const digests = elements.map((element) => Residual.digestOf([element]))
  const inOrder = found(elements, digests, byFirst(runs))
  const isComplete =
    inOrder.filter(({ entry }) => entry !== undefined).length === runs.filter(({ of }) => of !== "").length
  const others = isComplete ? inOrder : found(elements, digests, longestFirst(byFirst(runs)))
  return withEdited(countOf(others) > countOf(inOrder) ? others : inOrder, runs)
}

interface Found extends MatchedRun {
  readonly entry: number | undefined
}

const countOf = (matches: ReadonlyArray<Found>): number =>
  matches.reduce((sum, { entry, run }) => sum + (entry === undefined ? 0 : run.length), 0)

const found = (
  elements: Run,
  digests: ReadonlyArray<string>,
  waiting: ReadonlyMap<string, Array<Waiting>>
): ReadonlyArray<Found> => {
  const matches: Array<Found> = []
  for (let index = 0; index < elements.length;) {
    const list = waiting.get(digests[index] ?? "")
    const entry = list?.find(({ of }) => of.every((digest, at) => digests[index + at] === digest))
    if (entry !== undefined) list?.splice(list.indexOf(entry), 1)
    const length = entry?.of.length ?? 1
    matches.push({ run: elements.slice(index, index + length), residual: entry?.residual, entry: entry?.place })
    index += length
  }
  return matches
}

const longestFirst = (waiting: ReadonlyMap<string, Array<Waiting>>): ReadonlyMap<string, Array<Waiting>> =>
  new Map([...waiting].map(([digest, list]) => [digest, list.toSorted((a, b) => b.of.length - a.of.length)]))

interface Waiting {
  readonly residual: Residual.Residual
  readonly of: ReadonlyArray<string>
  readonly place: number
}

const byFirst = (runs: ReadonlyArray<Residual.Residual>): Map<string, Array<Waiting>> => {
  const waiting = new Map<string, Array<Waiting>>()
  for (const [place, residual] of runs.entries()) {
    if (residual.of === "") continue
    const of = residual.of.split(" ")
    const list = waiting.get(of[0] ?? "")
    if (list === undefined) waiting.set(of[0] ?? "", [{ residual, of, place }])
    else list.push({ residual, of, place })
  }
  return waiting
}

const withEdited = (
  matches: ReadonlyArray<Found>,
  runs: ReadonlyArray<Residual.Residual>
): ReadonlyArray<MatchedRun> => {
  const known = new Set(matches.flatMap(({ entry }) => (entry === undefined ? [] : [entry])))
  const result: Array<MatchedRun> = []
  let before = -1
  for (let index = 0; index < matches.length;) {
    const here = matches[index]
    if (here?.entry !== undefined) {
      result.push(here)
      before = here.entry
      index += 1
      continue
    }
    let end = index
    while (end < matches.length && matches[end]?.entry === undefined) end += 1
    const after = matches[end]?.entry ?? runs.length
    const left = runs.flatMap((residual, place) =>
      place > before && place < after && !known.has(place) ? [residual] : []
    )
    const lengths = left.map(({ of }) => of.split(" ").length)
    const elements = matches.slice(index, end).flatMap(({ run }) => run)
    const fit = lengths.reduce((sum, length) => sum + length, 0) === elements.length
    let at = 0
    for (const [place, length] of (fit ? lengths : elements.map(() => 1)).entries()) {
      result.push({ run: elements.slice(at, at + length), residual: fit ? left[place] : undefined })
      at += length
    }
    index = end
  }
  return result
}

/** The residual of a conversation in which no message became an element. */
export const ofNothing = ({ runs }: Sidecar): Residual.Residual | undefined => runs.find(({ of }) => of === "")

/** A sidecar of a format. */
export const make = (format: string, runs: ReadonlyArray<Residual.Residual>): Sidecar & Json.JsonObject => ({
  version: 1,
  format,
  runs
})
