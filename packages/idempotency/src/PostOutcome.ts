/** How a post ended, and whether its key keeps that outcome. */
import type { MessageError } from "@org/messages-core"
import type { StoredResponse } from "./StoredResponse.js"

export interface PostOutcome {
  readonly response: StoredResponse
  /** Whether repeating the post cannot lead to another outcome, or could deliver it twice. */
  readonly isFinal: boolean
}

/** Whether a key keeps this error. It does unless the post was certainly not delivered and someone other than the caller can fix the cause. */
export const isFinal = (error: MessageError.MessageError): boolean =>
  error._tag === "ProviderFailure"
    ? error.delivery !== "not-delivered" || error.reason === "Rejected"
    : error._tag !== "NotConfigured"
