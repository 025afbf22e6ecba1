/** The only table from an HTTP status to a failure. */
import type { ExchangeFailure } from "../exchange/ExchangeFailure.js"

/** The failure of a status, or `undefined` for a success. A redirect is a failure, because the key must not go to another server. */
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
    problem: redirects.has(status) ? "it redirects" : `it sent the unexpected status ${status}`
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

/** The statuses that redirect (RFC 9110, 15.4). 304 is not one: it answers a conditional request. */
export const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 305, 307, 308])

/** Statuses of transient failures, after which a read is retried. */
const transients: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])
