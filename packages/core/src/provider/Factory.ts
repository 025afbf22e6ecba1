/** Factory (docs.factory.ai, Sessions API v0). */
import type { ProviderDescriptor } from "./ProviderDescriptor.js"

const mebibyte = 1024 * 1024

/** Organizations in the European Union use `https://api.eu.factory.ai` (docs.factory.ai, EU deployment). The limits of one file are those of Factory's Python SDK; its server's are not documented. All attachments of a message fit into the largest body that a messages-server takes. */
export const factory = {
  title: "Factory",
  message: "<sessionId>/<messageId>",
  conversation: "<sessionId>",
  query: "computerId",
  url: "https://api.factory.ai",
  apiPath: "/api/v0",
  paths: { message: "sessions/<sessionId>/messages/<messageId>", conversation: "sessions/<sessionId>" },
  variables: { key: "FACTORY_API_KEY", url: "FACTORY_API_URL", query: undefined },
  errorForm: "titled",
  keysFrom: "app.factory.ai/settings/api-keys",
  keyIsOptional: false,
  operations: ["get", "list", "conversations", "post"],
  pages: { messages: { default: 100, maximum: 100 }, conversations: { default: 100, maximum: 100 } },
  // The order of Factory's list is not documented.
  orders: [],
  parent: undefined,
  draft: {
    fields: ["text", "images", "files", "role"],
    roles: ["user"],
    takesAnyAuthor: false,
    needsAuthor: false,
    textLimit: undefined,
    partLimit: undefined,
    metadataLimits: undefined
  },
  limits: { image: 5 * mebibyte, text: 5 * mebibyte, pdf: 3 * mebibyte, attachments: 20 * mebibyte }
} as const satisfies ProviderDescriptor
