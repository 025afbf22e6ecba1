/** Reduces a conversation to what may be sent again: answered calls next to their results, with ids and names that the API accepts. */
import type { Format, Message, Part } from "@org/messages-core"
import type { Messages, Renamed } from "../algebra/Definition.js"

/** What an API accepts. */
export interface Limits {
  readonly callId: RegExp
  readonly name: RegExp
  /** The longest name, in characters. */
  readonly nameLength: number
  /** The prefix of invented ids. */
  readonly prefix: string
  /** Whether all results of a message must be in one message. */
  readonly oneMessage: boolean
  /** Whether a part other than calls and results may be sent. */
  readonly mayBeSent: (part: Part.Part, message: Message.Message) => boolean
}

/**
 * As many messages as before, each with the parts that may be sent. A call stays if a result answers it in its own message or in the results
 * that follow it directly; other calls and results are left out, nothing moves across other messages. A message that may be sent as it is stays the
 * same object.
 */
export const of =
  (limits: Limits) =>
  (messages: Messages, invent: Format.Invent, renamed?: Renamed): Messages => {
    const result: Array<Message.Message> = []
    const used = new Set<string>()
    let answered: ReadonlyMap<number, ReadonlyArray<Sent<Part.ToolResult>>> = new Map()
    for (const [index, message] of messages.entries()) {
      if (message.role !== "assistant") {
        const results = answered.get(index) ?? []
        result.push(withParts(message, keepParts(limits, message, [], results)))
        continue
      }
      const turn = turnOf(messages, index, limits.oneMessage)
      const ids = new Map<string, string>()
      for (const [id] of turn.answers) {
        const isUsable = limits.callId.test(id) && !used.has(id)
        let sent = isUsable ? id : invent(limits.prefix)
        while (used.has(sent)) sent = invent(limits.prefix)
        used.add(sent)
        ids.set(id, sent)
      }
      const rename = <P extends Part.ToolCall | Part.ToolResult>(part: P): P => {
        const callId = ids.get(part.callId) ?? part.callId
        if (callId === part.callId) return part
        renamed?.(part, callId)
        return { ...part, callId }
      }
      const calls = turn.calls.map((call) => {
        const name = nameOf(limits, call.name, invent)
        const sent = rename(call)
        return [call, name === call.name ? sent : { ...sent, name }] as const
      })
      answered = new Map(
        [...turn.places].map(([place, results]) => [place, results.map((result) => [result, rename(result)] as const)])
      )
      result.push(withParts(message, keepParts(limits, message, calls, answered.get(index) ?? [])))
    }
    return result
  }

/** A part, and the part that is sent instead of it. */
type Sent<P> = readonly [part: P, sent: P]

interface Turn {
  /** The calls that are answered. */
  readonly calls: ReadonlyArray<Part.ToolCall>
  /** The answered ids. */
  readonly answers: ReadonlyMap<string, Part.ToolResult>
  /** The results by the index of the message that has them. */
  readonly places: ReadonlyMap<number, ReadonlyArray<Part.ToolResult>>
}

const turnOf = (messages: Messages, index: number, oneMessage: boolean): Turn => {
  const parts = messages[index]?.parts ?? []
  const asked = new Map<string, Part.ToolCall>()
  for (const part of parts) if (part.type === "tool-call" && !asked.has(part.callId)) asked.set(part.callId, part)
  const answers = new Map<string, Part.ToolResult>()
  const found = new Map<number, Array<Part.ToolResult>>()
  for (let place = index; asked.size > 0 && place < messages.length; place++) {
    const message = messages[place]
    if (message === undefined || (place > index && !mayAnswer(message))) break
    for (const part of message.parts) {
      if (part.type !== "tool-result" || !asked.has(part.callId) || answers.has(part.callId)) continue
      answers.set(part.callId, part)
      const list = found.get(place)
      if (list === undefined) found.set(place, [part])
      else list.push(part)
    }
    if (place > index && message.parts.some(({ type }) => type !== "tool-result")) break
  }
  const [first] = found.keys()
  const places =
    oneMessage && first !== undefined && found.size > 1 ? new Map([[first, [...found.values()].flat()]]) : found
  return { calls: [...asked.values()].filter(({ callId }) => answers.has(callId)), answers, places }
}

const mayAnswer = ({ parts, role }: Message.Message): boolean =>
  (role === "tool" || role === "user" || role === "participant") && parts.some(({ type }) => type === "tool-result")

const nameOf = ({ name, nameLength }: Limits, given: string, invent: Format.Invent): string => {
  if (name.test(given)) return given
  const clean = given.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, nameLength)
  return clean === "" ? invent("tool") : clean
}

/** The parts in their order, with calls and results replaced by those that may be sent; further results come last. */
const keepParts = (
  { mayBeSent }: Limits,
  message: Message.Message,
  calls: ReadonlyArray<Sent<Part.ToolCall>>,
  results: ReadonlyArray<Sent<Part.ToolResult>>
): ReadonlyArray<Part.Part> => {
  const sent = new Map<Part.Part, Part.Part>([...calls, ...results])
  const toCome = new Set(calls.map(([{ callId }]) => callId))
  const kept = message.parts.flatMap((part): ReadonlyArray<Part.Part> => {
    if (part.type !== "tool-call" && part.type !== "tool-result") return mayBeSent(part, message) ? [part] : []
    if (part.type === "tool-call") toCome.delete(part.callId)
    // A result before its call waits until all calls are made.
    else if (toCome.has(part.callId)) return []
    const one = sent.get(part)
    sent.delete(part)
    return one === undefined ? [] : [one]
  })
  return [...kept, ...results.flatMap(([part]) => sent.get(part) ?? [])]
}

const withParts = (message: Message.Message, parts: ReadonlyArray<Part.Part>): Message.Message =>
  parts.length === message.parts.length && parts.every((part, index) => part === message.parts[index])
    ? message
    : { ...message, parts }
