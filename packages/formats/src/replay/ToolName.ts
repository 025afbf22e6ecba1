/** The names of tools in results, for formats that demand them there. */
import type { Messages } from "../algebra/Definition.js"

/** The messages whose results have the names that the calls before them have. */
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
