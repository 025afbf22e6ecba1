/** Adds the names of tools to results, for formats that require them there. */
import type { Messages } from "../algebra/Definition.js"

/** The messages with the name of each result taken from its call. */
export const given = (messages: Messages): Messages => {
  const names = new Map<string, string>()
  return messages.map((message) => {
    for (const part of message.parts) if (part.type === "tool-call") names.set(part.callId, part.name)
    const parts = message.parts.map((part) => {
      const found = part.type === "tool-result" && part.name === undefined ? names.get(part.callId) : undefined
      return found === undefined ? part : { ...part, name: found }
    })
    return parts.every((part, index) => part === message.parts[index]) ? message : { ...message, parts }
  })
}
