/** What a change needs of a provider's conversations. */
import type { Address, Json } from "@org/messages-core"
import type { MessageLog } from "../lists/MessageLog.js"

/** The conversations of a provider. `now` is in epoch milliseconds. */
export interface Changeable {
  readonly conversation: (
    address: Address.ConversationAddress
  ) => { readonly log: MessageLog; readonly remove: () => void } | undefined
  readonly message: (
    address: Address.MessageAddress,
    now: number
  ) => { readonly log: MessageLog; readonly message: Json.JsonObject } | undefined
  /** Adds messages; an unknown conversation begins with them. */
  readonly arrive: (address: Address.ConversationAddress, messages: number, now: number) => void
  /** The message with another text. Absent if the provider's messages and titles never change. */
  readonly edited?: (message: Json.JsonObject, text: string, now: number) => Json.JsonObject
}
