/** The one table from an HTTP status to what it means for the call. */
import type { Failure } from "./Failure.js"

/** Nothing for a success. A redirect is refused: the key must not follow it to wherever it leads. */
export const failure = (status: number): Failure | undefined => {
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

const reasons: ReadonlyMap<number, Failure["reason"]> = new Map<number, Failure["reason"]>([
  [401, "Unauthorized"],
  [402, "PaymentRequired"],
  [403, "Forbidden"],
  [404, "NotFound"],
  [410, "NotFound"],
  [429, "RateLimited"]
])

/** RFC 9110, 15.4; 304 is no answer to a request without conditions. */
export const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 305, 307, 308])

/** What passes by itself: a read is tried again. */
const transients: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])
