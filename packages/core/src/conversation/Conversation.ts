/** A conversation as a provider lists it, in one form for every provider. */
import * as Schema from "effect/Schema"
import * as SchemaGuard from "../schema/SchemaGuard.js"
import { Residue } from "../message/Residue.js"
import { JsonObject } from "../json/Json.js"
import { Provider } from "../provider/Provider.js"
import type { ConversationAddress } from "../ref/Address.js"
import { ConversationRef, idOf } from "../ref/ConversationRef.js"
import { optional, required } from "../schema/SchemaField.js"
import { Time } from "../time/Time.js"

const text = (description: string) => optional(Schema.String, description)

/** A conversation. An absent field was not sent, or the provider sent a value that the field cannot express. */
export const Conversation = Schema.Struct({
  version: required(Schema.Literal(1), "The version of this form"),
  provider: required(Provider, "The provider that keeps the conversation"),
  ref: required(ConversationRef, "The address of the conversation"),
  id: required(Schema.String, "The provider's id of the conversation"),
  workspaceId: text("The provider's id of the workspace that the conversation belongs to"),
  title: text("The title"),
  status: text("The state of the conversation, in the provider's words, such as active or idle"),
  messageCount: optional(Schema.NonNegativeInt, "How many messages it has, according to the provider"),
  createdAt: optional(Time, "When the conversation was created"),
  updatedAt: optional(Time, "When the provider last changed the conversation"),
  metadata: optional(JsonObject, "Values that callers attached"),
  residue: optional(Residue, "What the fields do not express of the native conversation")
}).annotations({
  identifier: "Conversation",
  title: "Conversation",
  description: "A conversation of an AI-agent platform, without its messages (version 1)"
})

export type Conversation = typeof Conversation.Type

/** Whether a value is a conversation. Unknown keys are allowed, as a later version may add some. */
export const isConversation = SchemaGuard.of(Conversation)

/** The conversation that an address alone describes. */
export const ofAddress = (address: ConversationAddress): Conversation => {
  const workspaceId = "workspaceId" in address ? address.workspaceId : undefined
  return {
    version: 1,
    provider: address.provider,
    ref: address.ref,
    id: idOf(address),
    ...(workspaceId !== undefined && { workspaceId })
  }
}
