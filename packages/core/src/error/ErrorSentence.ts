/** The words that errors have in common. */
import { type Provider, title as titleOf } from "../provider/Descriptors.js"
import type { Reason } from "./MessageError.js"

/** What happened, as the end of a sentence that begins with the provider. */
export const sentences: { readonly [R in Reason]: string } = {
  Unauthorized: "did not accept the credential",
  Forbidden: "does not allow this",
  PaymentRequired: "asks for payment",
  Rejected: "rejected the request",
  RateLimited: "is limiting the rate of requests",
  Unavailable: "is not available",
  Timeout: "did not answer in time",
  Malformed: "sent an answer that cannot be read",
  TooLarge: "sent an answer that is too large"
}

/** The name of the provider of an error, as people write it. */
export const title = ({ provider }: { readonly provider: Provider }): string => titleOf(provider)

/** The status, and what the provider or the network said, in parentheses; an empty text if neither is known. */
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
