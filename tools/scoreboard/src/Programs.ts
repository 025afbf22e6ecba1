/** How to run a program of this repository so that it does the same as a client. */
import type { Client, Faults, Trial } from "@org/messages-faults"

/** The environment for a read from Honcho or a post to Factory, with the policy of the expectations in whole seconds. */
export const environment = (
  operation: Trial.Operation,
  { key, retries, timeoutMs, url }: Client.Call
): Readonly<Record<string, string>> => {
  const seconds = Math.ceil(timeoutMs / 1000)
  const isRead = operation === "get"
  return {
    ...(isRead ? { HONCHO_API_KEY: key, HONCHO_URL: url } : { FACTORY_API_KEY: key, FACTORY_API_URL: url }),
    MESSAGES_ATTEMPTS: String(1 + retries),
    MESSAGES_ATTEMPT_TIMEOUT: `${seconds}s`,
    // The only limit of a post.
    MESSAGES_DEADLINE: `${isRead ? 4 * seconds : seconds}s`
  }
}

/** A fault of each kind for a post: not sent, lost, late, refused, an unreadable response, and no fault. */
export const posts: ReadonlyArray<Faults.Name> = [
  "refused",
  "tls_wronghost",
  "reset_on_accept",
  "short_body_fin",
  "cl_and_te",
  "early_hints",
  "no_headers_ever",
  "stall_mid_body",
  "infinite_body",
  "s401",
  "s404",
  "s408",
  "s422",
  "s429_huge",
  "s500",
  "s503",
  "flaky_500_then_ok",
  "redirect_cross_307",
  "truncated_json",
  "err_in_200"
]
