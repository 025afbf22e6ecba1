/** A conversation of the archive on the command line: its ref, or the name that an import gave it. */
import { ConversationRef, type MessageError } from "@org/messages-core"
import * as Either from "effect/Either"

/** The ref or the name that the archive knows it by. No ref begins as the name of an imported conversation does. */
export const parse = (text: string): Either.Either<string, MessageError.InvalidRef> =>
  text.startsWith("import:") ? Either.right(text) : Either.map(ConversationRef.parse(text), ({ ref }) => ref)
