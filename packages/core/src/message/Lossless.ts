/** Conversion without loss: the fields that a format reads, and residue for everything else. */
import { equal, isArray, type JsonObject } from "../json/Json.js"
import type { OneMessage, Format } from "./Format.js"
import type { Message } from "./Message.js"
import { hasResidue } from "./MessageRules.js"
import type { Part } from "./Part.js"
import * as PartResidue from "./PartResidue.js"
import * as Reconcile from "./Reconcile.js"
import { difference, restoreObject } from "./Residue.js"

/** The two directions: `fromMessage(toMessage(native))` equals `native`. */
export interface Lossless<Context> {
  /** The canonical message of a native one. The residue of an element is kept in its part, the rest in the message. */
  readonly toMessage: (native: JsonObject, context?: Context) => Message
  /**
   * The native message of a canonical one. Edited fields win over residue: reading the result gives the fields of the message, as far as the format can
   * express them. A message of another format is written within the contract, and without residue.
   */
  readonly fromMessage: (message: Message) => JsonObject
}

// `Object.assign` costs a sixth of a spread that replaces a key (V8 of Node 20), and every message goes through here.

/** Makes a format lossless if each of its messages is one native value. `contextOf` gives the context that `toMessage` had when it read the message. */
export const of = <Context>(
  format: Format<JsonObject, Context, OneMessage>,
  contextOf: (message: Message) => Context | undefined
): Lossless<Context> => {
  const { expressible, name, read, write } = format
  const lists = Object.entries(format.lists)

  const toMessage = (native: JsonObject, context?: Context): Message => {
    const group = read(native, context)
    const [message] = group
    const rebuilt = write(group)
    const compared: Array<string> = []
    let { parts } = message
    for (const [key, list] of lists) {
      const ours = rebuilt[key]
      const theirs = native[key]
      if (!isArray(ours) || !isArray(theirs)) continue
      parts = PartResidue.keep(list, parts, ours, theirs)
      compared.push(key)
    }
    const residue = difference(rebuilt, native, compared)
    if (residue !== undefined) return Object.assign({}, message, { parts, residue })
    return parts === message.parts ? message : Object.assign({}, message, { parts })
  }

  const restoreAll = (message: Message, rebuilt: JsonObject): JsonObject => {
    let result = rebuilt
    for (const [key, list] of lists) {
      const ours = rebuilt[key]
      if (!isArray(ours)) continue
      const restored = PartResidue.putBack(list, message.parts, ours)
      if (restored !== ours) result = Object.assign({}, result, { [key]: restored })
    }
    return restoreObject(result, message.residue)
  }

  const fromMessage = (message: Message): JsonObject => {
    if (message.format !== name) return write([expressible(withoutResidue(message))])
    const rebuilt = write([message])
    if (message.residue === undefined && !message.parts.some(hasResidue)) return rebuilt
    const restored = restoreAll(message, rebuilt)
    const context = contextOf(message)
    const [again] = read(restored, context)
    if (equal(again, withoutResidue(message))) return restored
    const [target] = read(rebuilt, context)
    if (equal(again, target)) return restored
    const entries = Reconcile.entriesOf(message, lists)
    return Reconcile.keep(rebuilt, entries, (native) => equal(read(native, context)[0], target))
  }

  return { toMessage, fromMessage }
}

/** The message with its fields alone. */
export const withoutResidue = ({ residue, ...message }: Message): Message =>
  message.parts.some(hasResidue) ? { ...message, parts: message.parts.map(bare) } : message

const bare = ({ residue, ...part }: Part): Part =>
  part.type === "tool-result" && part.content !== undefined
    ? { ...part, content: part.content.map(({ residue, ...inner }) => inner) }
    : part
