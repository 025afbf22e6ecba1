/** Invents values that a format requires and a conversation lacks. Two inventors never agree, so comparing two exports finds the invented values. */
import type { Format } from "@org/messages-core"
import type { Messages } from "./Definition.js"

/** An inventor for one export. The same conversation always gets the same values, and an invented id never equals an id of the conversation. */
export const of = (messages: Messages, which: 0 | 1 = 0): Format.Invent => {
  let taken: Set<string> | undefined
  let count = 0
  return (need) => {
    const word = words[need]
    if (word !== undefined) return word[which]
    taken ??= idsOf(messages)
    for (;;) {
      const id = `${need}_${which === 0 ? "" : "x"}${count++}`
      if (!taken.has(id)) return id
    }
  }
}

/** Whether an export may have invented this value. */
export const mayHaveMade = (need: string, value: string): boolean => {
  const word = words[need]
  return word === undefined
    ? value.startsWith(`${need}_`) && /^\d+$/.test(value.slice(need.length + 1))
    : word[0] === value
}

/** Invented values for kinds that are not ids. */
const words: { readonly [need: string]: readonly [string, string] | undefined } = {
  finish: ["stop", "length"],
  session: ["session", "conversation"],
  title: ["untitled", "no title"],
  tool: ["tool", "function"]
}

const idsOf = (messages: Messages): Set<string> =>
  new Set(
    messages.flatMap(({ id, parts }) => [
      ...(id === undefined ? [] : [id]),
      ...parts.flatMap((part) => ("callId" in part ? [part.callId] : "sourceId" in part ? [part.sourceId ?? ""] : []))
    ])
  )
