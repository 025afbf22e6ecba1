/** The address of one conversation, as text that a person can type and a URL can carry. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Grammar from "./Grammar.js"
import { InvalidRef } from "./MessageError.js"
import type { ConversationAddress } from "./Provider.js"
import * as RefSchema from "./RefSchema.js"

/** A ref in its normal form, such as `mielto:conversation/<conversationId>?workspaceId=<workspaceId>`. */
export const ConversationRef = RefSchema.of("conversation").pipe(
  Schema.brand("@org/messages-core/ConversationRef", { identifier: "ConversationRef" })
)

export type ConversationRef = typeof ConversationRef.Type

/** The ids that a ref names, decoded and fit to be sent. */
export const parse = (text: string): Either.Either<ConversationAddress, InvalidRef> =>
  Either.filterOrLeft(Grammar.parse("conversation", text), Grammar.isConversationAddress, () =>
    InvalidRef.of(text, Grammar.usages("conversation"))
  )

/** The ref of an address, in normal form: `parse` gives the address back. */
export const format = (address: ConversationAddress): Either.Either<ConversationRef, InvalidRef> =>
  Either.map(Grammar.format("conversation", address), (text) => ConversationRef.make(text))

/** The normal form of a ref that a person typed. */
export const fromText = (text: string): Either.Either<ConversationRef, InvalidRef> =>
  Either.flatMap(parse(text), format)
