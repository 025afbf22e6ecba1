/** What a program without Effect can do with messages. */
import type { Conversation, Draft, Message, Messages, Order, Page, Provider } from "@org/messages-core"

/** Options of every call. */
export interface Call {
  /** Ends the call: it then fails with the reason of the signal. A post that is ended may have been delivered. */
  readonly signal?: AbortSignal | undefined
}

/** How a conversation is read. */
export interface ReadOptions extends Call {
  /** Where to begin: the `next` of an earlier page, or the `cursor` of an error. */
  readonly cursor?: string | undefined
  /** The size of a page. */
  readonly limit?: number | undefined
  /** Whether the oldest or the newest message comes first; the provider's own order if absent. An order that the provider does not guarantee is `NotSupported`. */
  readonly order?: Order.Order | undefined
}

/** Which page of messages to read. */
export type ListOptions = ReadOptions

/** Which page of conversations to read. */
export interface ConversationsOptions extends Call {
  /** Where to begin: the `next` of an earlier page. */
  readonly cursor?: string | undefined
  /** The size of a page, up to the maximum of the provider. */
  readonly limit?: number | undefined
  /** The workspace whose conversations are listed, for providers that have workspaces. */
  readonly parent?: string | undefined
}

/** How a message is posted. */
export interface PostOptions extends Call {
  /** The idempotency key, for providers that have such keys. */
  readonly key?: string | undefined
}

/**
 * Reads and posts messages. Refs are texts, such as `honcho:<workspaceId>/<sessionId>`. Every failure is an error of `MessageError`, which has
 * a `_tag`; `messages` fails with a `ReadFailure`, which has that error and the cursor to go on from.
 */
export interface MessagesClient {
  /** One message in the canonical form. */
  readonly get: (message: string, call?: Call) => Promise<Message.Message>
  /** One page of the messages of a conversation. */
  readonly list: (conversation: string, options?: ListOptions) => Promise<Page.Page<Message.Message>>
  /** Every message of a conversation, once and in order. Pages are read as the messages are taken, at most one ahead. */
  readonly messages: (conversation: string, options?: ReadOptions) => AsyncIterable<Message.Message>
  /** One page of the conversations of a provider. */
  readonly conversations: (
    provider: Provider.Provider,
    options?: ConversationsOptions
  ) => Promise<Page.Page<Conversation.Conversation>>
  /** Adds a message to a conversation. */
  readonly post: (conversation: string, draft: Draft.Draft, options?: PostOptions) => Promise<Messages.Posted>
  /** Ends what still runs. Later calls fail. */
  readonly close: () => Promise<void>
}
