/** Calls and results that do not fit together. The rules share no code with the exports, so that they can judge them. */
import type { Part } from "@org/messages-core"
import * as Finding from "./Finding.js"
import * as Sighting from "./Sighting.js"

type Call = Sighting.Sighting<Part.ToolCall>
type Result = Sighting.Sighting<Part.ToolResult>

/** The findings of calls and results, in the order of the document. `namesCalls` is whether a result says which call it answers. */
export const of = (
  sightings: ReadonlyArray<Sighting.Sighting>,
  namesCalls: boolean
): ReadonlyArray<Finding.Finding> => {
  const calls = Sighting.ofType(sightings, "tool-call")
  const results = Sighting.ofType(sightings, "tool-result")
  const answered = new Set(results.map(({ part }) => part.callId))
  const first = new Map<string, Call>()
  const found: Array<Finding.Finding> = []
  for (const call of calls) {
    const { callId, name } = call.part
    const earlier = first.get(callId)
    if (earlier === undefined) first.set(callId, call)
    else
      found.push(Finding.make("duplicate-call-id", call.path, `has the call id of ${earlier.path}: ${quote(callId)}`))
    if (!answered.has(callId) && isAwaited(call.part) && (namesCalls || !isFollowed(call, sightings)))
      found.push(Finding.make("unanswered-call", call.path, `calls ${quote(name)} and has no result: ${quote(callId)}`))
  }
  for (const result of results) {
    const call = first.get(result.part.callId)
    if (call === undefined || call.order > result.order)
      found.push(
        Finding.make("orphan-result", result.path, `is a result of no call before it: ${quote(result.part.callId)}`)
      )
    else if (!isNear(call, result, sightings))
      found.push(Finding.make("distant-result", result.path, `is the result of ${call.path}, which is not next to it`))
  }
  return found
}

/** A call that its own provider runs, or that a person denied, needs no result. */
const isAwaited = ({ executedBy, state }: Part.ToolCall): boolean => executedBy !== "provider" && state !== "denied"

/** Whether a message of a tool comes after the message of the call. */
const isFollowed = (call: Call, sightings: ReadonlyArray<Sighting.Sighting>): boolean =>
  sightings.slice(call.order).find(({ element }) => element !== call.element)?.role === "tool"

/** In the same element, or after it with nothing but calls and results in between. */
const isNear = (call: Call, result: Result, sightings: ReadonlyArray<Sighting.Sighting>): boolean => {
  if (call.element === result.element) return true
  for (let order = result.order - 1; order > call.order; order--) {
    const between = sightings[order]
    if (between === undefined || between.element === call.element) return true
    if (between.part.type !== "tool-result" && between.part.type !== "tool-call") return false
  }
  return true
}

const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
