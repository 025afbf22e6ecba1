/** The operations of the port that reach a provider. */
import * as Schema from "effect/Schema"

/** The name of an operation. A new operation is one more literal here. */
export const Operation = Schema.Literal("get", "list", "conversations", "post").annotations({
  identifier: "Operation",
  description:
    "An operation on a provider: `get` reads one message, `list` a page of a conversation's messages, `conversations` a page of conversations, and `post` adds a message to a conversation"
})
export type Operation = typeof Operation.Type
