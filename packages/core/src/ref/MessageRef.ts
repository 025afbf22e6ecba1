/** The address of one message, as text that a person can type and a URL can carry. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { InvalidRef } from "../error/MessageError.js"
import type { Provider } from "../provider/Provider.js"
import type { ConversationAddress, MessageAddress, MessageIds } from "./Address.js"
import * as RefScanner from "./RefScanner.js"
import * as RefSchema from "./RefSchema.js"

/** A ref in its normal form, such as `factory:<sessionId>/<messageId>?computerId=<computerId>`. */
export const MessageRef = RefSchema.of("message").pipe(
  Schema.brand("@org/messages-core/MessageRef", { identifier: "MessageRef" })
)

export type MessageRef = typeof MessageRef.Type

/** Reads a ref that a person typed; the address has its normal form as `ref`. */
export const parse = (text: string): Either.Either<MessageAddress, InvalidRef> => RefScanner.read("message", text)

/** The address of a ref, if it is a message of this provider. */
export const addressOf = <P extends Provider>(provider: P, ref: string | undefined): MessageAddress<P> | undefined => {
  const address = ref === undefined ? undefined : Either.getOrUndefined(parse(ref))
  return address !== undefined && isOf(provider, address) ? address : undefined
}

/** Makes the address of a message from its ids, or says which of them must not be sent. */
export const make = <P extends Provider>(ids: MessageIds<P>): Either.Either<MessageAddress<P>, InvalidRef> =>
  RefScanner.make("message", ids)

/** Makes the addresses of messages of one conversation from their ids, which costs less than to make each from all ids. */
export const within: <P extends Provider>(
  conversation: ConversationAddress<P>
) => (messageId: string) => Either.Either<MessageAddress<P>, InvalidRef> = RefScanner.within

const isOf = <P extends Provider>(
  provider: P,
  address: { readonly provider: Provider }
): address is MessageAddress<P> => address.provider === provider
