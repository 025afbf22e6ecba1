/** The headers of every response: a browser must not guess its type, show it on other sites, or cache it without permission. */
import * as RequestId from "../request/RequestId.js"
import type { Headers } from "./Response.js"

/**
 * The headers of the response to the request with this id, as alternating names and values, a form that Node writes directly. A header of the
 * response itself replaces a common one.
 */
export const withThose = (headers: Headers, requestId: string): Array<string> => {
  const list = [...common]
  list[1] = requestId
  for (const name in headers) {
    const value = headers[name] ?? ""
    const at = places.get(name)
    if (at === undefined) list.push(name, value)
    else list[at] = value
  }
  return list
}

// prettier-ignore
const common = [
  RequestId.header, "",
  "x-content-type-options", "nosniff",
  "x-frame-options", "DENY",
  "referrer-policy", "no-referrer",
  "cross-origin-resource-policy", "same-origin",
  "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
  "cache-control", "no-store"
]

/** The index of each common header's value. */
const places: ReadonlyMap<string, number> = new Map(
  common.flatMap((name, at) => (at % 2 === 0 ? [[name, at + 1] as const] : []))
)
