/** What can be asked of a provider. */
import * as Schema from "effect/Schema"

/** Every operation of the port that reaches a provider; a new operation is one more literal here. */
export const Operation = Schema.Literal("get", "list", "conversations", "post").annotations({
  identifier: "Operation",
  description:
    "What was asked of a provider: `get` reads one message, `list` a page of a conversation's messages, `conversations` a page of conversations, and `post` adds a message to a conversation"
})
export type Operation = typeof Operation.Type
