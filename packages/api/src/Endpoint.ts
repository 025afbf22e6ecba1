/** The endpoints as plain data, shared by the contract, the router and the client. */

/** A method and a path; `:name` stands for one percent-encoded segment. */
export interface Endpoint {
  readonly method: "GET" | "POST"
  readonly path: `/${string}`
  /** Whether the endpoint needs no token, even if the server has tokens. */
  readonly isOpen: boolean
}

/** Every endpoint by its name. */
export const endpoints = {
  get: { method: "GET", path: "/v1/messages/:ref", isOpen: false },
  getRaw: { method: "GET", path: "/v1/messages/:ref/raw", isOpen: false },
  post: { method: "POST", path: "/v1/messages", isOpen: false },
  providers: { method: "GET", path: "/v1/providers", isOpen: false },
  start: { method: "GET", path: "/", isOpen: true },
  health: { method: "GET", path: "/healthz", isOpen: true },
  readiness: { method: "GET", path: "/readyz", isOpen: true },
  openapi: { method: "GET", path: "/openapi.json", isOpen: true }
} as const satisfies { readonly [name: string]: Endpoint }

/** The name of an endpoint. */
export type Name = keyof typeof endpoints
