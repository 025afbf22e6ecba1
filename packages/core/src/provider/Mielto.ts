/** Mielto (docs.mielto.com, API v1). */
import type { ProviderDescriptor } from "./ProviderDescriptor.js"

/** A conversation ref has one segment more than a message ref, which is how the two are told apart. */
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
  operations: ["get"],
  limits: {}
} as const satisfies ProviderDescriptor
