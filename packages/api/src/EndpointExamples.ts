/** Examples of requests and successes, which the OpenAPI document would otherwise show with invented texts. They work with the sandboxes. */
import {
  type Conversation,
  ConversationRef,
  Cursor,
  type Message,
  MessageError,
  MessageRef,
  type Messages,
  Problem
} from "@org/messages-core"
import type { BatchRequest } from "./BatchRequest.js"
import type { BatchLine, ConversationLine } from "./ConversationLines.js"
import type { Converted, ConvertRequest } from "./ConvertRequest.js"
import type { ConversationPage, MessagePage } from "./ListPages.js"
import type { PostRequest } from "./PostRequest.js"

/** A message in its canonical form. */
export const message: Message.Message = {
  version: 1,
  format: "factory",
  ref: MessageRef.MessageRef.make("factory:invoice-bug/question"),
  id: "question",
  conversation: { id: "invoice-bug" },
  role: "user",
  parts: [{ type: "text", text: "Why is the total of invoice 1042 wrong?" }],
  createdAt: "2026-01-05T09:00:00.123Z"
}

/** The body of a provider's response. */
export const raw = {
  id: "question",
  role: "user",
  content: [{ type: "text", text: "Why is the total of invoice 1042 wrong?" }],
  createdAt: 1767603600123
}

/** A post. */
export const post: PostRequest = { conversation: "factory:invoice-bug", text: "Hello" }

const cursor = Cursor.encode({
  list: "messages",
  of: "factory:invoice-bug",
  limit: 1,
  native: "",
  given: 1,
  tail: []
})

/** A page of messages that is not the last. */
export const messagePage: MessagePage = { items: [message], next: cursor }

/** Every kind of line of a conversation. */
export const conversationLines: Readonly<Record<string, ConversationLine>> = {
  message,
  faults: { faults: [{ index: 3, path: "/content", problem: "expected an array" }] },
  interruption: {
    error: Problem.of(
      new MessageError.ProviderFailure({
        provider: "factory",
        operation: "list",
        reason: "Unavailable",
        origin: "provider",
        status: 503,
        attempts: 3
      })
    ),
    cursor
  }
}

const conversation: Conversation.Conversation = {
  version: 1,
  provider: "factory",
  ref: ConversationRef.ConversationRef.make("factory:invoice-bug"),
  id: "invoice-bug",
  title: "The total of invoice 1042"
}

/** The only page of conversations. */
export const conversationPage: ConversationPage = { items: [conversation], total: 1 }

/** A batch. */
export const batch: BatchRequest = { refs: ["factory:invoice-bug/question", "factory:invoice-bug/none"] }

/** Both kinds of lines of that batch. */
export const batchLines: Readonly<Record<string, BatchLine>> = {
  message: { ref: "factory:invoice-bug/question", message },
  error: {
    ref: "factory:invoice-bug/none",
    error: Problem.of(
      new MessageError.MessageNotFound({ provider: "factory", ref: "factory:invoice-bug/none", status: 404 })
    )
  }
}

/** The message that a post added. */
export const posted: Messages.Posted = {
  ref: MessageRef.MessageRef.make("factory:invoice-bug/8e03978e"),
  agentStatus: "running"
}

/** A document to convert. */
export const convert: ConvertRequest = {
  from: "chat",
  to: "anthropic",
  document: [
    { role: "system", content: "Be brief." },
    { role: "user", name: "ada", content: "Why is the total wrong?" }
  ],
  keep: "none"
}

/** The document that it becomes. */
export const converted: Converted = {
  value: [
    { role: "user", content: [{ type: "text", text: "Be brief." }] },
    { role: "user", content: [{ type: "text", text: "Why is the total wrong?" }] }
  ],
  from: "chat",
  report: {
    format: "anthropic",
    kept: 7,
    changed: ["/0/format", "/0/role", "/1/format"],
    dropped: ["/1/author/name"],
    added: [],
    synthetic: []
  }
}

/** One configured provider, and one that is not. */
export const providers: ReadonlyArray<Messages.Availability> = [
  {
    provider: "factory",
    url: "https://api.factory.ai",
    configured: true,
    operations: ["get", "list", "conversations", "post"]
  },
  {
    provider: "honcho",
    url: "https://api.honcho.dev",
    configured: false,
    missing: "HONCHO_API_KEY",
    operations: ["get", "list", "conversations", "post"]
  }
]
