/** The port through which every program reads and posts messages, whichever provider keeps them. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { GatewayFailure, MessageError } from "../error/MessageError.js"
import { optional, required } from "../schema/SchemaField.js"
import type { Conversation } from "../conversation/Conversation.js"
import type { Draft } from "../message/Draft.js"
import type { Message } from "../message/Message.js"
import { Provider } from "../provider/Provider.js"
import type { ConversationAddress, MessageAddress } from "../ref/Address.js"
import { MessageRef } from "../ref/MessageRef.js"
import { Operation } from "./Operation.js"
import type { ConversationsOptions, Page, PageOptions } from "./Page.js"

/** The body of a provider's response, byte for byte. */
export interface Raw {
  /** The bytes as they came. */
  readonly body: Uint8Array
  /** The header Content-Type as it came; absent if there was none. */
  readonly contentType?: string
}

/** The result of a post. */
export const Posted = Schema.Struct({
  ref: optional(MessageRef, "The ref of the new message; absent if the provider did not return its id"),
  agentStatus: optional(
    Schema.String,
    "The state of the agent that the post started, in the provider's words, such as idle, pending or running"
  )
}).annotations({ identifier: "Posted", description: "The message that a post added to a conversation" })

export type Posted = typeof Posted.Type

/** The operations of a provider, and whether it is configured. */
export const Availability = Schema.Struct({
  provider: required(Provider, "The provider"),
  url: required(Schema.String, "The base URL that requests are sent to"),
  configured: required(Schema.Boolean, "Whether every required setting of the provider is set"),
  missing: optional(Schema.String, "The environment variable that is not set"),
  operations: required(Schema.Array(Operation), "The operations that this program offers for the provider")
}).annotations({
  identifier: "Availability",
  description: "The operations of a provider, and whether it is configured"
})

export type Availability = typeof Availability.Type

/** How a message is posted. */
export interface PostOptions {
  /** The idempotency key, for providers that have such keys: the post may then be retried. If absent, a random key is used. */
  readonly key?: string | undefined
}

/** Reads and posts messages. Every failure is a `MessageError`. */
export class Messages extends Context.Tag("@org/messages-core/Messages")<
  Messages,
  {
    /** One message in the canonical form. */
    readonly get: (message: MessageAddress) => Effect.Effect<Message, MessageError>
    /** The provider's response as it came. A status other than 2xx fails as in `get`; the body need not be a message. */
    readonly getRaw: (message: MessageAddress) => Effect.Effect<Raw, MessageError>
    /** One page of the messages of a conversation. A listed message equals the one that `get` returns. */
    readonly list: (
      conversation: ConversationAddress,
      options?: PageOptions
    ) => Effect.Effect<Page<Message>, MessageError>
    /** One page of the conversations of a provider. */
    readonly conversations: (
      provider: Provider,
      options?: ConversationsOptions
    ) => Effect.Effect<Page<Conversation>, MessageError>
    /** Adds a message to a conversation. A post is sent once, unless the provider has idempotency keys. */
    readonly post: (
      conversation: ConversationAddress,
      draft: Draft,
      options?: PostOptions
    ) => Effect.Effect<Posted, MessageError>
    /** The providers of this program. Only a port over a remote server can fail here. */
    readonly providers: Effect.Effect<ReadonlyArray<Availability>, GatewayFailure>
  }
>() {}
