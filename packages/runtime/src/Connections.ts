/** The connections to the providers. */
import type { HttpExchange } from "@org/messages-transport"
import { UndiciExchange } from "@org/messages-transport/node"
import type * as Layer from "effect/Layer"

/**
 * Gives up after 3 seconds if a host does not accept the connection. In that time, a lost SYN is sent again (after one second, RFC 6298).
 * Accepts 16 KiB of response headers, as Node does, because many small headers are a fault too.
 */
export const layer: Layer.Layer<HttpExchange.HttpExchange> = UndiciExchange.layer({
  connectTimeoutMs: 3_000,
  maximumHeaderBytes: 16_384
})
