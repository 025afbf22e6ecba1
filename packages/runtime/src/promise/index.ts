/** The messages of every provider for programs without Effect: Promises and async iterables. It runs on Node and in browsers. */
export { createMessages } from "./CreateMessages.js"
export { InvalidSettings } from "./InvalidSettings.js"
export type {
  Call,
  ConversationsOptions,
  ListOptions,
  MessagesClient,
  PostOptions,
  ReadOptions
} from "./MessagesClient.js"
export type { MieltoOptions, MessagesOptions, ProviderOptions } from "./MessagesOptions.js"
export { ReadFailure } from "@org/messages-conversations"
export {
  type Conversation,
  type Draft,
  type Message,
  MessageError,
  type Messages,
  type Page,
  type Part,
  type Provider
} from "@org/messages-core"
