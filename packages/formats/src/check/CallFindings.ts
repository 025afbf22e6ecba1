/** Calls and results that do not fit together. The rules share no code with the exports, so that they can judge them. */
import type { Part } from "@org/messages-core"
import * as Finding from "./Finding.js"
import * as Sighting from "./Sighting.js"

type Call = Sighting.Sighting<Part.ToolCall>

/** The findings of calls and results, in the order of the document. `namesCalls` is whether a result says which call it answers. */
export const of = (
  sightings: ReadonlyArray<Sighting.Sighting>,
  namesCalls: boolean
): ReadonlyArray<Finding.Finding> => {
  const calls = Sighting.ofType(sightings, "tool-call")
  const results = Sighting.ofType(sightings, "tool-result")
  const answered = new Set(results.map(({ part }) => part.callId))
  const first = new Map<string, Call>()
  const follower = followers(sightings)
  const barriers = barriersOf(sightings)
  const found: Array<Finding.Finding> = []
  for (const call of calls) {
    const { callId, name } = call.part
    const earlier = first.get(callId)
    if (earlier === undefined) first.set(callId, call)
    else
      found.push(Finding.make("duplicate-call-id", call.path, `has the call id of ${earlier.path}: ${quote(callId)}`))
    if (!answered.has(callId) && isAwaited(call.part) && (namesCalls || follower(call)?.role !== "tool"))
      found.push(Finding.make("unanswered-call", call.path, `calls ${quote(name)} and has no result: ${quote(callId)}`))
  }
  for (const result of results) {
    const call = first.get(result.part.callId)
    if (call === undefined || call.order > result.order)
      found.push(
        Finding.make("orphan-result", result.path, `is a result of no call before it: ${quote(result.part.callId)}`)
      )
    else if ((barriers[result.order] ?? none) > call.element)
      found.push(Finding.make("distant-result", result.path, `is the result of ${call.path}, which is not next to it`))
  }
  return found
}

/** A call that its own provider runs, or that a person denied, needs no result. */
const isAwaited = ({ executedBy, state }: Part.ToolCall): boolean => executedBy !== "provider" && state !== "denied"

/** Gives the first part after the element of a call. The calls must come in their order, so that all of them together visit a part once. */
const followers = (sightings: ReadonlyArray<Sighting.Sighting>) => {
  let next = 0
  return ({ element }: Call): Sighting.Sighting | undefined => {
    while ((sightings[next]?.element ?? Infinity) <= element) next += 1
    return sightings[next]
  }
}

/** Before the first element. */
const none = -1

/**
 * For each part, the element of the last part before it that is neither a call nor a result. A result is next to a call if this element does
 * not come after the call's.
 */
const barriersOf = (sightings: ReadonlyArray<Sighting.Sighting>): ReadonlyArray<number> => {
  let last = none
  return sightings.map(({ element, part }) => {
    const before = last
    if (part.type !== "tool-result" && part.type !== "tool-call") last = element
    return before
  })
}

const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
