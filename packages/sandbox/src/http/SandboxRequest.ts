/** A request as a simulated provider sees it. */

/** Everything that a response may depend on, so that a provider is a plain function of it. */
export interface SandboxRequest {
  /** In capitals, such as `GET`. */
  readonly method: string
  /** The part of the URL after the provider's name, with the query, unchanged. */
  readonly url: string
  /** The segments that a route names, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body as text; `undefined` if it has more than `maximumBody` bytes. */
  readonly body: string | undefined
  /** When the request arrived, in epoch milliseconds. */
  readonly now: number
}

/** The largest body that is read, in bytes. The limits of the real servers are not documented. */
export const maximumBody = 16 * 1024 * 1024
