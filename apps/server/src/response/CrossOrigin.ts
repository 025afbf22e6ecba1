/** Lets pages of chosen origins use this server from a browser: the CORS protocol of the Fetch standard. */
import * as Effect from "effect/Effect"
import type { Request } from "../request/Request.js"
import type { Headers, Response } from "./Response.js"
import * as Vary from "./Vary.js"

/** The protocol for the origins of a server. */
export interface CrossOrigin {
  /** Whether pages of this origin may use the server. */
  readonly allows: (origin: string | undefined) => boolean
  /** Whether a request is a browser's preflight for a page of such an origin. A preflight has no token. */
  readonly isPreflight: (request: Pick<Request, "headers" | "method">) => boolean
  /** Lets the page read a response. */
  readonly share: (request: Request, respond: Effect.Effect<Response>) => Effect.Effect<Response>
}

/** The protocol for these origins. Without origins, it allows nothing and changes nothing. */
export const make = (origins: ReadonlyArray<string>): CrossOrigin => {
  const chosen = new Set(origins)
  const allows = (origin: string | undefined): boolean => origin !== undefined && chosen.has(origin)
  return {
    allows,
    isPreflight: ({ headers, method }) =>
      method === "OPTIONS" && headers["access-control-request-method"] !== undefined && allows(headers.origin),
    share: ({ headers: { origin } }, respond) =>
      origins.length === 0
        ? respond
        : Effect.map(respond, (response) => ({
            ...response,
            // Responses for other callers need this header too, or a cache could serve them to the page.
            headers: Vary.add({ ...response.headers, ...(allows(origin) && sharing(origin)) }, "Origin")
          }))
  }
}

/** The response to a preflight. */
export const preflight = ({ headers }: Pick<Request, "headers">): Response => ({
  status: 200,
  headers: {
    "access-control-allow-methods": "GET, HEAD, POST, DELETE",
    "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id",
    // Two hours, the longest that Chromium caches a permission.
    "access-control-max-age": "7200",
    // Chromium asks before a page of the internet may reach an address of a private network.
    ...(headers["access-control-request-private-network"] === "true" && {
      "access-control-allow-private-network": "true"
    })
  },
  body: ""
})

const sharing = (origin = ""): Headers => ({
  "access-control-allow-origin": origin,
  "access-control-expose-headers":
    "ETag, Link, Location, Retry-After, X-Request-Id, Idempotent-Replayed, WWW-Authenticate"
})
