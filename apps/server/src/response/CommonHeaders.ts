/** The headers of every response: a browser must not guess its type, show it on other sites, or cache it unless it says so. */
import * as RequestId from "../request/RequestId.js"
import type { Headers } from "./Response.js"

/** The headers of the response to the request with this id. */
export const of = (requestId: string): Headers => ({
  [RequestId.header]: requestId,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store"
})
