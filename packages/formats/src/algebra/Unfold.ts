/** Reads native elements without residuals in such a way that an export finds the same borders again. */
import type { Definition, Messages, Run } from "./Definition.js"
import * as Native from "./Native.js"

/** A run of elements, and its messages. */
export interface Piece {
  readonly run: Run
  readonly messages: Messages
}

/** The elements run by run with their messages; `previous` is the group before them. */
export const piecesOf = (definition: Definition, previous: Messages, elements: Run): ReadonlyArray<Piece> => {
  let before = previous
  return (definition.runs?.(elements) ?? elements.map((element) => [element])).map((run) => {
    before = groupOf(definition, before, run)
    return { run, messages: before }
  })
}

/** The messages of elements; `previous` is the group before them. */
export const messagesOf = (definition: Definition, previous: Messages, elements: Run): Messages =>
  piecesOf(definition, previous, elements).flatMap(({ messages }) => messages)

/** The messages of one run, read with the first variant that keeps them a separate group after the previous one. */
const groupOf = (definition: Definition, previous: Messages, run: Run): Messages => {
  const { split, variants } = definition
  const [usual, ...others] = variants
  const count = previous.length === 0 ? 0 : split(previous).length
  const isGroup = (messages: Messages) => {
    const groups = split([...previous, ...messages])
    return groups.length === count + 1 && groups.at(-1)?.length === messages.length
  }
  const first = Native.toMessages(definition, run, usual)
  if (isGroup(first)) return first
  for (const variant of others) {
    const messages = Native.toMessages(definition, run, variant)
    if (isGroup(messages)) return messages
  }
  return first
}
