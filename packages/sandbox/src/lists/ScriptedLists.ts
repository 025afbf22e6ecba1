/** Answers requests for pages of lists, following the scripts of the lists. */
import type { Json } from "@org/messages-core"
import type { ElementList } from "./ElementList.js"
import * as ListView from "./ListView.js"
import * as Script from "./Script.js"

/** A request for a page. */
export interface PageRequest {
  /** The name of the list in scripts. */
  readonly list: string
  /** The index at which the page begins, and the most elements that it has. */
  readonly start: number
  readonly limit: number
  /** The generation of the request's cursor; `first` if it has none, `number` if the provider has no cursors. */
  readonly from: number | "first" | "number"
  /** The list at the moment of the request. */
  readonly elements: () => ElementList
  /** Adds messages to the conversation, if it is one. */
  readonly arrive?: (messages: number) => void
}

/** A page. */
export interface Page {
  readonly elements: ReadonlyArray<Json.JsonObject>
  /** The index at which the next page begins; `undefined` on the last page. */
  readonly next: number | undefined
  /** How many elements the list has. */
  readonly total: number
  /** The generation of the cursors of this page. */
  readonly generation: number
  readonly delayMillis: number
}

/** A page, a failure of the script, or an expired cursor. */
export type Outcome =
  | { readonly type: "page"; readonly page: Page }
  | {
      readonly type: "failure"
      readonly status: Script.FailureStatus
      readonly headers: Readonly<Record<string, string>>
    }
  | { readonly type: "expired" }

interface ListState {
  requests: number
  generation: number
  lastStart: number
  readonly insertions: Array<ListView.Insertion>
}

/** Makes lists with their own state: the requests so far, and what has happened. */
export const make = (scripts: Script.Scripts): ((request: PageRequest) => Outcome) => {
  const states = new Map<string, ListState>()
  return (request) => {
    const script = scripts[request.list]
    if (script === undefined) return { type: "page", page: page(request, fresh(), Script.turn([], 1)) }
    const state = states.get(request.list) ?? fresh()
    states.set(request.list, state)
    state.requests += 1
    return scripted(request, state, Script.turn(script, state.requests))
  }
}

const fresh = (): ListState => ({ requests: 0, generation: 0, lastStart: 0, insertions: [] })

const scripted = (request: PageRequest, state: ListState, turn: Script.Turn): Outcome => {
  const { arrive, from, limit, start } = request
  if (turn.arrivals > 0) arrive?.(turn.arrivals)
  if (turn.expires) state.generation += 1
  if (turn.failure !== undefined) {
    const { retryAfter, status } = turn.failure
    return { type: "failure", status, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter } }
  }
  if (typeof from === "number" && from !== state.generation) return { type: "expired" }
  const repeated = Math.min(turn.repeated, start)
  if (repeated > 0) state.insertions.push({ at: start, count: repeated, isGap: false })
  if (turn.isEmpty) state.insertions.push({ at: start, count: limit, isGap: true })
  return { type: "page", page: page(request, state, turn) }
}

const page = (
  { elements, from, limit, start: asked }: PageRequest,
  state: ListState,
  { delayMillis, isStuck }: Script.Turn
): Page => {
  const list = elements()
  const start = isStuck && from === "number" ? state.lastStart : asked
  state.lastStart = start
  const total = ListView.length(list, state.insertions)
  const end = start + limit
  return {
    elements: ListView.slice(list, state.insertions, start, end),
    next: isStuck ? start : end < total ? end : undefined,
    total,
    generation: state.generation,
    delayMillis
  }
}
