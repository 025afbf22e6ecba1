/** A native form of messages: `read` and `write` know its fields, and the code here adds residue, so that nothing is lost. */
import * as Either from "effect/Either"
import { equal, isArray, type JsonObject } from "../json/Json.js"
import type { Provider } from "../provider/Provider.js"
import type { MessageAddress } from "../ref/Address.js"
import * as MessageRef from "../ref/MessageRef.js"
import type { Message } from "./Message.js"
import { hasResidue } from "./MessageRules.js"
import type { Part } from "./Part.js"
import * as PartResidue from "./PartResidue.js"
import * as Reconcile from "./Reconcile.js"
import { difference, restoreObject } from "./Residue.js"

/** What one format brings: pure, total functions that know nothing of residue. */
export interface Form<P extends Provider> {
  /** The name that messages of this format have in `format`. */
  readonly name: P
  /** The canonical fields of a native message. One element of a list is one part, in the same order. */
  readonly read: (native: JsonObject, address?: MessageAddress<P>) => Message
  /** The native message that the fields alone say: the inverse of `read`. It knows no contract. */
  readonly write: (message: Message) => JsonObject
  /** The native lists that hold parts, by their keys. */
  readonly lists: { readonly [key: string]: PartResidue.List }
  /** What the contract can say of a message that came from elsewhere. */
  readonly expressible: (message: Message) => Message
}

/** A form made lossless: `fromMessage(toMessage(native))` equals `native`. */
export interface Format<P extends Provider> extends Form<P> {
  /** The canonical message of a native one. The residue of an element is kept in its part, the rest in the message. */
  readonly toMessage: (native: JsonObject, address?: MessageAddress<P>) => Message
  /**
   * The native message of a canonical one. Edited fields win over residue: read again, it gives the fields of the message, as far as the format
   * can say them. A message of another format is written within the contract, and without residue.
   */
  readonly fromMessage: (message: Message) => JsonObject
}

// `Object.assign` costs a sixth of a spread that replaces a key (V8 of Node 20), and every message takes this way.

/** Makes a form lossless in which one message is one native value. */
export const single = <P extends Provider>(form: Form<P>): Format<P> => {
  const { expressible, name, read, write } = form
  const lists = Object.entries(form.lists)

  const toMessage = (native: JsonObject, address?: MessageAddress<P>): Message => {
    const message = read(native, address)
    const rebuilt = write(message)
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
    if (message.format !== name) return write(expressible(withoutResidue(message)))
    const rebuilt = write(message)
    if (message.residue === undefined && !message.parts.some(hasResidue)) return rebuilt
    const restored = restoreAll(message, rebuilt)
    const address = addressOf(name, message)
    const again = read(restored, address)
    if (equal(again, withoutResidue(message))) return restored
    const target = read(rebuilt, address)
    if (equal(again, target)) return restored
    const entries = Reconcile.entriesOf(message, lists)
    return Reconcile.keep(rebuilt, entries, (native) => equal(read(native, address), target))
  }

  return { ...form, toMessage, fromMessage }
}

/** The message with its fields alone. */
export const withoutResidue = ({ residue, ...message }: Message): Message =>
  message.parts.some(hasResidue) ? { ...message, parts: message.parts.map(bare) } : message

const bare = ({ residue, ...part }: Part): Part =>
  part.type === "tool-result" && part.content !== undefined
    ? { ...part, content: part.content.map(({ residue, ...inner }) => inner) }
    : part

const addressOf = <P extends Provider>(name: P, { ref }: Message): MessageAddress<P> | undefined => {
  if (ref === undefined) return undefined
  const address = Either.getOrUndefined(MessageRef.parse(ref))
  return address !== undefined && isOf(name, address) ? address : undefined
}

const isOf = <P extends Provider>(name: P, address: { readonly provider: Provider }): address is MessageAddress<P> =>
  address.provider === name
