/** A request as a simulated provider sees it. */

/** Everything that an answer may depend on, so that a provider is a plain function of it. */
export interface SandboxRequest {
  readonly method: string
  /** What follows the provider's name in the path, with the query, as it came. */
  readonly url: string
  /** The segments that a route names, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body as text, or nothing when it has more than `maximumBody` bytes. */
  readonly body: string | undefined
  /** When the request came, in epoch milliseconds. */
  readonly now: number
}

/** Bytes of the largest body that is read; the limits of the real servers are not documented. */
export const maximumBody = 16 * 1024 * 1024
