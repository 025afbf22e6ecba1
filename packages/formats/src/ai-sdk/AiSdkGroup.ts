/** Decides which messages become one UI message: a message with calls, and the messages after it that contain only their results. */
import type { Message, Part } from "@org/messages-core"
import type { Messages } from "../algebra/Definition.js"

/** The groups of a conversation. A message of results is folded only if each result answers a different open call of the message before it. */
export const split = (messages: Messages): ReadonlyArray<Messages> =>
  splitWhere(messages, ({ state }) => state !== "streaming")

/** The groups of a conversation in a format that folds the results of these calls. */
export const splitWhere = (messages: Messages, folds: (call: Part.ToolCall) => boolean): ReadonlyArray<Messages> => {
  const groups: Array<Array<Message.Message>> = []
  let open: Set<string> | undefined
  for (const message of messages) {
    const group = groups.at(-1)
    const ids = group !== undefined && open !== undefined && open.size > 0 ? resultsOf(message) : undefined
    if (group !== undefined && ids !== undefined && ids.every((id) => open?.has(id))) {
      group.push(message)
      for (const id of ids) open?.delete(id)
    } else {
      groups.push([message])
      open = message.role === "assistant" ? openCalls(message.parts, folds) : undefined
    }
  }
  return groups
}

/** The results that go into the parts of their calls: those of the following messages, and those of the message itself. */
export const answers = ([message, ...more]: Messages): ReadonlyMap<string, Part.ToolResult> => {
  const results = new Map<string, Part.ToolResult>()
  for (const { parts } of more)
    for (const part of parts) if (part.type === "tool-result") results.set(part.callId, part)
  if (message?.role !== "assistant" || !message.parts.some(({ type }) => type === "tool-result")) return results
  return withOwn(message.parts, results)
}

const withOwn = (
  parts: ReadonlyArray<Part.Part>,
  results: Map<string, Part.ToolResult>
): Map<string, Part.ToolResult> => {
  const calls = countOf(parts, "tool-call")
  const own = countOf(parts, "tool-result")
  const streaming = new Set(
    parts.flatMap((part) => (part.type === "tool-call" && part.state === "streaming" ? [part.callId] : []))
  )
  for (const part of parts) {
    if (part.type !== "tool-result" || own.get(part.callId) !== 1) continue
    if (calls.get(part.callId) === 1 && !streaming.has(part.callId)) results.set(part.callId, part)
  }
  return results
}

/** The call ids of a message that contains only results, each for a different call. */
const resultsOf = ({ parts, role }: Message.Message): ReadonlyArray<string> | undefined => {
  if ((role !== "tool" && role !== "user") || parts.length === 0) return undefined
  const ids = parts.flatMap((part) => (part.type === "tool-result" ? [part.callId] : []))
  return ids.length === parts.length && new Set(ids).size === ids.length ? ids : undefined
}

const openCalls = (parts: ReadonlyArray<Part.Part>, folds: (call: Part.ToolCall) => boolean): Set<string> => {
  const open = new Set<string>()
  const counts = countOf(parts, "tool-call")
  for (const part of parts)
    if (part.type === "tool-call" && counts.get(part.callId) === 1 && folds(part)) open.add(part.callId)
  for (const part of parts) if (part.type === "tool-result") open.delete(part.callId)
  return open
}

const countOf = (parts: ReadonlyArray<Part.Part>, type: "tool-call" | "tool-result"): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const part of parts) if (part.type === type) counts.set(part.callId, (counts.get(part.callId) ?? 0) + 1)
  return counts
}
