/** The address of one conversation, as text that a person can type and a URL can carry. */
import type * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { InvalidRef } from "../error/MessageError.js"
import type { Provider } from "../provider/Provider.js"
import type { ConversationAddress, ConversationIds, MessageAddress } from "./Address.js"
import * as RefScanner from "./RefScanner.js"
import * as RefSchema from "./RefSchema.js"

/** A ref in its normal form, such as `mielto:conversation/<conversationId>?workspaceId=<workspaceId>`. */
export const ConversationRef = RefSchema.of("conversation").pipe(
  Schema.brand("@org/messages-core/ConversationRef", { identifier: "ConversationRef" })
)

export type ConversationRef = typeof ConversationRef.Type

/** Reads a ref that a person typed; the address has its normal form as `ref`. */
export const parse = (text: string): Either.Either<ConversationAddress, InvalidRef> =>
  RefScanner.read("conversation", text)

/** Makes the address of a conversation from its ids, or says which of them must not be sent. */
export const make = <P extends Provider>(ids: ConversationIds<P>): Either.Either<ConversationAddress<P>, InvalidRef> =>
  RefScanner.make("conversation", ids)

/** The conversation of a message. Mielto's message refs do not name the conversation: for them, pass its `id`, or the result is undefined. */
export const ofMessage = (message: MessageAddress, id?: string): ConversationAddress | undefined =>
  RefScanner.conversationOf(message, id)

/** The provider's id of a conversation. */
export const idOf = (conversation: ConversationAddress): string => RefScanner.conversationId(conversation)
