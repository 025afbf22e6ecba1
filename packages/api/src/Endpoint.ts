/** The endpoints as plain data, shared by the contract, the router and the client. */

/** A method and a path; `:name` stands for one percent-encoded segment. */
export interface Endpoint {
  /** `HEAD` works wherever `GET` does. */
  readonly method: "GET" | "POST" | "DELETE"
  /** The path from the root; a segment that begins with `:` is a parameter. */
  readonly path: `/${string}`
  /** Whether the endpoint needs no token, even if the server has tokens. */
  readonly isOpen: boolean
}

/** Every endpoint by its name, which is the `operationId` of the OpenAPI document. */
export const endpoints = {
  getMessage: { method: "GET", path: "/v1/messages/:ref", isOpen: false },
  getRawMessage: { method: "GET", path: "/v1/messages/:ref/raw", isOpen: false },
  postMessage: { method: "POST", path: "/v1/messages", isOpen: false },
  getMessages: { method: "POST", path: "/v1/messages/batch", isOpen: false },
  listConversations: { method: "GET", path: "/v1/conversations", isOpen: false },
  listMessages: { method: "GET", path: "/v1/conversations/:ref/messages", isOpen: false },
  convertDocument: { method: "POST", path: "/v1/convert", isOpen: false },
  listProviders: { method: "GET", path: "/v1/providers", isOpen: false },
  startExport: { method: "POST", path: "/v1/exports", isOpen: false },
  listExports: { method: "GET", path: "/v1/exports", isOpen: false },
  getExport: { method: "GET", path: "/v1/exports/:id", isOpen: false },
  getExportContent: { method: "GET", path: "/v1/exports/:id/content", isOpen: false },
  cancelExport: { method: "DELETE", path: "/v1/exports/:id", isOpen: false },
  getServer: { method: "GET", path: "/", isOpen: true },
  getHealth: { method: "GET", path: "/healthz", isOpen: true },
  getReadiness: { method: "GET", path: "/readyz", isOpen: true },
  getOpenApi: { method: "GET", path: "/openapi.json", isOpen: true },
  getMessageSchema: { method: "GET", path: "/schema/message.json", isOpen: true }
} as const satisfies { readonly [name: string]: Endpoint }

/** The name of an endpoint. */
export type Name = keyof typeof endpoints
