/** A native form of messages: `read` and `write` know its fields, and the code here adds residue, so that nothing is lost. */
import { isArray, type JsonObject } from "../json/Json.js"
import type { Message } from "./Message.js"
import * as PartResidue from "./PartResidue.js"
import { difference, restore } from "./Residue.js"

/** What one format brings: two pure, total functions that know nothing of residue. */
export interface Form<Context> {
  /** The canonical fields of a native message. One element of a list is one part, in the same order. */
  readonly read: (native: JsonObject, context: Context) => Message
  /** The native message that the fields alone say: the inverse of `read`. */
  readonly write: (message: Message) => JsonObject
  /** The native lists that hold parts, by their keys. */
  readonly lists: { readonly [key: string]: PartResidue.List }
}

/** A lossless mapping: `fromMessage(toMessage(native))` equals `native`. */
export interface Format<Context> {
  /** The canonical message of a native one. The residue of an element is kept in its part, the rest in the message. */
  readonly toMessage: (native: JsonObject, context: Context) => Message
  /** The native message of a canonical one. */
  readonly fromMessage: (message: Message) => JsonObject
}

// `Object.assign` costs a sixth of a spread that replaces a key (V8 of Node 20), and every message takes this way.

/** Makes a form lossless in which one message is one native value. */
export const single = <Context>({ lists, read, write }: Form<Context>): Format<Context> => {
  const entries = Object.entries(lists)
  return {
    toMessage: (native, context) => {
      const message = read(native, context)
      const rebuilt = write(message)
      const compared: Array<string> = []
      let { parts } = message
      for (const [key, list] of entries) {
        const ours = rebuilt[key]
        const theirs = native[key]
        if (!isArray(ours) || !isArray(theirs)) continue
        parts = PartResidue.keep(list, parts, ours, theirs)
        compared.push(key)
      }
      const residue = difference(rebuilt, native, compared)
      if (residue !== undefined) return Object.assign({}, message, { parts, residue })
      return parts === message.parts ? message : Object.assign({}, message, { parts })
    },
    fromMessage: (message) => {
      let rebuilt = write(message)
      for (const [key, list] of entries) {
        const ours = rebuilt[key]
        if (!isArray(ours)) continue
        const restored = PartResidue.putBack(list, message.parts, ours)
        if (restored !== ours) rebuilt = Object.assign({}, rebuilt, { [key]: restored })
      }
      return restore(rebuilt, message.residue)
    }
  }
}
