/** The address of one message, as text that a person can type and a URL can carry. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Grammar from "./Grammar.js"
import { InvalidRef } from "./MessageError.js"
import type { MessageAddress } from "./Provider.js"
import * as RefSchema from "./RefSchema.js"

/** A ref in its normal form, such as `factory:<sessionId>/<messageId>?computerId=<computerId>`. */
export const MessageRef = RefSchema.of("message").pipe(
  Schema.brand("@org/messages-core/MessageRef", { identifier: "MessageRef" })
)

export type MessageRef = typeof MessageRef.Type

/** The ids that a ref names, decoded and fit to be sent. */
export const parse = (text: string): Either.Either<MessageAddress, InvalidRef> =>
  Either.filterOrLeft(Grammar.parse("message", text), Grammar.isMessageAddress, () =>
    InvalidRef.of(text, Grammar.usages("message"))
  )

/** The ref of an address, in normal form: `parse` gives the address back. */
export const format = (address: MessageAddress): Either.Either<MessageRef, InvalidRef> =>
  Either.map(Grammar.format("message", address), (text) => MessageRef.make(text))

/** The normal form of a ref that a person typed. */
export const fromText = (text: string): Either.Either<MessageRef, InvalidRef> => Either.flatMap(parse(text), format)
