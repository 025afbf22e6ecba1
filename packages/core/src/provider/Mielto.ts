/** Mielto (docs.mielto.com, API v1). */
import type { ProviderDescriptor } from "./ProviderDescriptor.js"

/** A conversation ref has one segment more than a message ref, which distinguishes the two. */
export const mielto = {
  title: "Mielto",
  message: "<messageId>",
  conversation: "conversation/<conversationId>",
  query: "workspaceId",
  url: "https://api.mielto.com",
  apiPath: "/api/v1",
  paths: { message: "messages/<messageId>", conversation: "conversations/<conversationId>" },
  variables: { key: "MIELTO_API_KEY", url: "MIELTO_API_URL", query: "MIELTO_WORKSPACE_ID" },
  errorForm: "detail",
  keysFrom: undefined,
  keyIsOptional: false,
  operations: ["get", "list", "conversations", "post"],
  pages: { messages: { default: 100, maximum: 1000 }, conversations: { default: 100, maximum: 1000 } },
  // The names of the parameters that ask for an order are not documented.
  orders: [],
  parent: { id: "workspaceId", isRequired: false, variable: "MIELTO_WORKSPACE_ID" },
  draft: {
    fields: ["text", "parts", "role", "tags", "metadata", "createdAt"],
    roles: ["user", "assistant", "system", "developer", "tool"],
    takesAnyAuthor: true,
    needsAuthor: false,
    textLimit: undefined,
    partLimit: undefined,
    metadataLimits: undefined
  },
  limits: {}
} as const satisfies ProviderDescriptor
