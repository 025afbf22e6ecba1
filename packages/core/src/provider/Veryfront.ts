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
  operations: ["get"],
  limits: {}
} as const satisfies ProviderDescriptor
