/** How a post ended, and whether its key keeps that outcome. */
import type { MessageError } from "@org/messages-core"
import type { StoredResponse } from "./StoredResponse.js"

/** The outcome of a post. */
export interface PostOutcome {
  /** What the caller gets. */
  readonly response: StoredResponse
  /** Whether the key keeps the response: repeating the post would change nothing, or could deliver it twice. */
  readonly isFinal: boolean
}

/** Whether a key keeps this error. It does not if the post was certainly not delivered and may succeed later without a change by the caller. */
export const isFinal = (error: MessageError.MessageError): boolean =>
  error._tag === "ProviderFailure"
    ? error.delivery !== "not-delivered" || error.reason === "Rejected"
    : error._tag !== "NotConfigured"
