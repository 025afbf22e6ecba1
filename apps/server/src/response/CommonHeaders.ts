/** The headers of every response: a browser must not guess its type, show it on other sites, or cache it unless it says so. */
import * as RequestId from "../request/RequestId.js"
import type { Headers } from "./Response.js"

/**
 * The headers of the response to the request with this id, as names and values in turn: Node takes such a list as it is. A header of the
 * response itself replaces a common one.
 */
export const withThose = (headers: Headers, requestId: string): Array<string> => {
  const list = [RequestId.header, requestId]
  for (const name in common) {
    const value = common[name]
    if (value !== undefined && headers[name] === undefined) list.push(name, value)
  }
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) list.push(name, value)
  }
  return list
}

const common: Headers = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store"
}
