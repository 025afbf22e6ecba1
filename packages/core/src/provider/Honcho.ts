/** Honcho (Honcho v3, openapi.json). */
import type { ProviderDescriptor } from "./ProviderDescriptor.js"

/** A self-hosted server may run without authentication (`AUTH_USE_AUTH=false`, Honcho's configuration guide). */
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
  operations: ["get"],
  limits: {}
} as const satisfies ProviderDescriptor
