/** Honcho (Honcho v3, openapi.json). */
import type { ProviderDescriptor } from "./ProviderDescriptor.js"

/** A self-hosted server may run without authentication (`AUTH_USE_AUTH=false`, Honcho's configuration guide). The limits of a draft are a server's defaults. */
export const honcho = {
  title: "Honcho",
  message: "<workspaceId>/<sessionId>/<messageId>",
  conversation: "<workspaceId>/<sessionId>",
  query: undefined,
  url: "https://api.honcho.dev",
  apiPath: "/v3",
  paths: {
    message: "workspaces/<workspaceId>/sessions/<sessionId>/messages/<messageId>",
    conversation: "workspaces/<workspaceId>/sessions/<sessionId>"
  },
  variables: { key: "HONCHO_API_KEY", url: "HONCHO_URL", query: undefined },
  errorForm: "detail",
  keysFrom: undefined,
  keyIsOptional: true,
  operations: ["get", "list", "conversations", "post"],
  pages: { messages: { default: 100, maximum: 100 }, conversations: { default: 100, maximum: 100 } },
  orders: ["oldest", "newest"],
  parent: { id: "workspaceId", isRequired: true, variable: "HONCHO_WORKSPACES" },
  draft: {
    fields: ["text", "author", "metadata", "createdAt"],
    roles: [],
    takesAnyAuthor: true,
    needsAuthor: true,
    textLimit: 25_000,
    partLimit: undefined,
    metadataLimits: { keys: 100, depth: 5 }
  },
  limits: {}
} as const satisfies ProviderDescriptor
