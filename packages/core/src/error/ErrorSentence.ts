/** The phrases that error messages share. */
import { type Provider, title as titleOf } from "../provider/Descriptors.js"
import type { Reason } from "./MessageError.js"

/** What happened, as the rest of a sentence that begins with the provider's name. */
export const sentences: { readonly [R in Reason]: string } = {
  Unauthorized: "did not accept the credential",
  Forbidden: "does not allow this",
  PaymentRequired: "requires payment",
  Rejected: "rejected the request",
  RateLimited: "is limiting the rate of requests",
  Unavailable: "is not available",
  Timeout: "did not respond in time",
  Malformed: "sent a response that cannot be read",
  TooLarge: "sent a response that is too large"
}

/** The name of the provider of an error, as people write it. */
export const title = ({ provider }: { readonly provider: Provider }): string => titleOf(provider)

/** The HTTP status and the provider's or the network's explanation, in parentheses; an empty string if neither is known. */
export const detailsOf = (details: {
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  readonly cause?: unknown
}): string => {
  const words = [
    details.status === undefined ? undefined : `HTTP ${details.status}`,
    details.detail ?? details.title,
    details.cause
  ]
  const known = words.filter((word) => typeof word === "string")
  return known.length === 0 ? "" : ` (${known.join(": ")})`
}
