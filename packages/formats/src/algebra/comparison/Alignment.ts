/** Matches the parts of two messages, so that residue and report compare the right ones. */
import type { Message, Part } from "@org/messages-core"

/** The call ids that the export sent, for the parts whose ids it replaced. */
export type CallIds = ReadonlyMap<Part.Part, string>

/**
 * For each part of the second message, the index of the part of the first that it is compared with, if there is one. `callIds` has the ids that parts
 * of the second message have in the first.
 */
export const ofParts = (
  a: Message.Message,
  b: Message.Message,
  callIds: CallIds = new Map()
): ReadonlyArray<number | undefined> => {
  const pairs: Array<number | undefined> = b.parts.map((part, index) => {
    const other = a.parts[index]
    return other !== undefined && (other === part || isVersion(other, part, callIds)) ? index : undefined
  })
  if (a.parts.length === b.parts.length && !pairs.includes(undefined)) return pairs
  const used = new Set(pairs)
  for (const mark of [markOf, typeOf]) {
    const places = new Map<string, Array<number>>()
    for (const [index, part] of a.parts.entries()) {
      if (used.has(index)) continue
      const list = places.get(mark(part, callIds))
      if (list === undefined) places.set(mark(part, callIds), [index])
      else list.push(index)
    }
    for (const list of places.values()) list.reverse()
    for (const [index, part] of b.parts.entries()) {
      if (pairs[index] !== undefined) continue
      const place = places.get(mark(part, callIds))?.pop()
      if (place === undefined) continue
      pairs[index] = place
      used.add(place)
    }
  }
  return pairs
}

const typeOf = (part: Part.Part): string => part.type

/** Whether two parts have the same mark, without computing the marks. */
const isVersion = (a: Part.Part, b: Part.Part, callIds: CallIds): boolean => {
  if (a.type !== b.type) return false
  if ("callId" in a || "callId" in b) return "callId" in a && "callId" in b && a.callId === (callIds.get(b) ?? b.callId)
  const ours = "text" in a ? a.text : undefined
  return ours === ("text" in b ? b.text : undefined)
}

/** The mark of a part: two versions of the same part share it. */
const markOf = (part: Part.Part, callIds: CallIds): string => {
  if ("callId" in part) return `${part.type} ${callIds.get(part) ?? part.callId}`
  return "text" in part ? `${part.type} ${part.text}` : part.type
}
