/** A provider's own form of a conversation, converted without loss. */
import type { JsonObject } from "../json/Json.js"
import { difference, restoreObject } from "../message/Residue.js"
import type { ConversationAddress } from "../ref/Address.js"
import type { Conversation } from "./Conversation.js"

/** How a provider writes conversations. Both functions are pure and total, and know nothing of residue. */
export interface ConversationFormat<Address = ConversationAddress> {
  /** The fields of a native conversation at its address. */
  readonly read: (native: JsonObject, address: Address) => Omit<Conversation, "residue">
  /** The native conversation, made from the fields alone. */
  readonly write: (conversation: Omit<Conversation, "residue">) => JsonObject
}

/** Reads a native conversation; `fromConversation` gives the same JSON value back. */
export const toConversation = <Address>(
  { read, write }: ConversationFormat<Address>,
  native: JsonObject,
  address: Address
): Conversation => {
  const fields = read(native, address)
  const residue = difference(write(fields), native)
  return residue === undefined ? fields : { ...fields, residue }
}

/** The native form of a canonical conversation, with its residue put back. */
export const fromConversation = <Address>(
  { write }: ConversationFormat<Address>,
  { residue, ...fields }: Conversation
): JsonObject => restoreObject(write(fields), residue)
