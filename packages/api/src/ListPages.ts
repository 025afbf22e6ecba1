/** Pages as the server sends them, and the parameters of a request for one. */
import { Conversation, Cursor, Json, Message, Order, Page, Provider, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional, required } = SchemaField

/** A page of messages. */
export const MessagePage = Schema.Struct({
  ...Page.of(Message.Message, "MessagePage").fields,
  natives: optional(
    Schema.Array(Json.JsonValue),
    "The provider's own elements, one for each item, if `natives` is true"
  )
}).annotations({ identifier: "MessagePage", description: "A page of the messages of a conversation" })
export type MessagePage = typeof MessagePage.Type

/** A page of conversations. */
export const ConversationPage = Page.of(Conversation.Conversation, "ConversationPage").annotations({
  description: "A page of the conversations of a provider"
})
export type ConversationPage = typeof ConversationPage.Type

/** The parameters of every list. */
const paging = {
  cursor: optional(Cursor.Cursor, "Where the page begins: the `next` of an earlier page. Absent at the start"),
  limit: optional(
    Schema.NumberFromString.pipe(Schema.int(), Schema.positive()),
    "The size of the page, at most the provider's maximum; with a cursor, that of the cursor"
  )
}

/** The parameters of a list of messages. */
export const messageParameters = Schema.Struct({
  ...paging,
  order: optional(
    Order.Order,
    "The order; without it, messages come in the provider's own order. An order that the provider cannot promise is refused"
  ),
  natives: optional(
    Schema.Literal("true", "false"),
    "Whether a page has the provider's own elements as well; a response in lines never has them"
  )
})

/** The parameters of a list of conversations. */
export const conversationParameters = Schema.Struct({
  provider: required(Provider.Provider, "The provider whose conversations are listed"),
  parent: optional(
    Schema.String,
    "The workspace whose conversations are listed, for providers that have workspaces; Honcho needs it"
  ),
  ...paging
})
