/** Adds the names of tools to results, for formats that require them there. */
import type { Messages } from "../algebra/Definition.js"

/** The messages with the name of each result taken from its call. */
export const given = (messages: Messages): Messages => after(new Map(), messages)

/** The same, after earlier calls; `known` has their names by their ids. */
export const after = (known: ReadonlyMap<string, string>, messages: Messages): Messages => {
  const names = new Map<string, string>()
  const nameOf = (callId: string) => names.get(callId) ?? known.get(callId)
  return messages.map((message) => {
    note(names, [message])
    const parts = message.parts.map((part) => {
      const found = part.type === "tool-result" && part.name === undefined ? nameOf(part.callId) : undefined
      return found === undefined ? part : { ...part, name: found }
    })
    return parts.every((part, index) => part === message.parts[index]) ? message : { ...message, parts }
  })
}

/** Adds the names of calls by their ids. */
export const note = (names: Map<string, string>, messages: Messages): void => {
  for (const { parts } of messages)
    for (const part of parts) if (part.type === "tool-call") names.set(part.callId, part.name)
}
