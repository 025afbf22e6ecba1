/** The one table from an HTTP status to the failure that it means. */
import type { ExchangeFailure } from "../exchange/ExchangeFailure.js"

/** Nothing for a success. A redirect is a failure, because the key must not be sent to another place. */
export const of = (status: number): ExchangeFailure | undefined => {
  if (status >= 200 && status < 300) return undefined
  const transient = transients.has(status)
  const known = reasons.get(status)
  if (known !== undefined) return { reason: known, origin: "provider", transient, status }
  if (status >= 400 && status < 500) return { reason: "Rejected", origin: "provider", transient, status }
  if (status >= 500) return { reason: "Unavailable", origin: "provider", transient, status }
  return {
    reason: "Unavailable",
    origin: "network",
    status,
    problem: redirects.has(status) ? "it redirects" : `it answered ${status} unasked`
  }
}

const reasons: ReadonlyMap<number, ExchangeFailure["reason"]> = new Map<number, ExchangeFailure["reason"]>([
  [401, "Unauthorized"],
  [402, "PaymentRequired"],
  [403, "Forbidden"],
  [404, "NotFound"],
  [410, "NotFound"],
  [429, "RateLimited"]
])

/** RFC 9110, 15.4; 304 only answers conditional requests. */
export const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 305, 307, 308])

/** Problems that may pass by themselves: a read is tried again. */
const transients: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])
