/** A request on its way through the server. */
import type { Provider } from "@org/messages-core"
import type { IncomingHttpHeaders, IncomingMessage } from "node:http"

export interface Request {
  /** The id of the request, in the response and in the log. */
  readonly id: string
  readonly method: string
  /** The path of the target, still percent-encoded. */
  readonly path: string
  /** The query of the target with its `?`, or nothing. */
  readonly query: string
  /** The headers, with the Host that the target names. */
  readonly headers: IncomingHttpHeaders
  /** Node's request, to read the body from. */
  readonly source: IncomingMessage
  /** The provider that the request goes to, for the log. A handler sets it when it has read the ref. */
  provider?: Provider.Provider
}
