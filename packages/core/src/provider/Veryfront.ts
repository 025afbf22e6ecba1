/** Veryfront (veryfront.com/docs, Conversations API). */
import type { ProviderDescriptor } from "./ProviderDescriptor.js"

/** Its paths have no version. */
export const veryfront = {
  title: "Veryfront",
  message: "<conversationId>/<messageId>",
  conversation: "<conversationId>",
  query: undefined,
  url: "https://api.veryfront.com",
  apiPath: "/conversations",
  paths: { message: "<conversationId>/messages/<messageId>", conversation: "<conversationId>" },
  variables: { key: "VERYFRONT_API_TOKEN", url: "VERYFRONT_API_URL", query: undefined },
  errorForm: "problem",
  keysFrom: "veryfront.com/account/api-keys",
  keyIsOptional: false,
  operations: ["get", "list", "conversations", "post"],
  pages: { messages: { default: 100, maximum: 100 }, conversations: { default: 100, maximum: 100 } },
  // Older documents say that pages follow the sequence number; the present ones do not.
  orders: [],
  parent: undefined,
  draft: {
    fields: ["text", "parts", "role", "parentId", "metadata"],
    roles: ["user"],
    takesAnyAuthor: false,
    needsAuthor: false,
    textLimit: 100_000,
    partLimit: 200,
    metadataLimits: undefined
  },
  limits: {}
} as const satisfies ProviderDescriptor
