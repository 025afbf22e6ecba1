/** A request as the pipeline and the handlers see it. */
import type { Provider } from "@org/messages-core"
import type { IncomingHttpHeaders, IncomingMessage } from "node:http"

/** A request with its id and its parsed target. */
export interface Request {
  /** The id of the request, in the response and in the log. */
  readonly id: string
  readonly method: string
  /** The path of the target, still percent-encoded. */
  readonly path: string
  /** The query of the target with its `?`, or an empty string. */
  readonly query: string
  /** The headers; a target in absolute form replaces the Host. */
  readonly headers: IncomingHttpHeaders
  /** Node's request, to read the body from. */
  readonly source: IncomingMessage
  /** The provider that the request goes to, for the log. A handler sets it when it has read the ref. */
  provider?: Provider.Provider
}
