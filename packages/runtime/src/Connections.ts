/** The connections to the providers. */
import type { HttpExchange } from "@org/messages-transport"
import { UndiciExchange } from "@org/messages-transport/node"
import type * as Layer from "effect/Layer"

/**
 * Gives up after 3 seconds on a host that does not take the connection: in that time a lost SYN is sent once more (after a second,
 * RFC 6298). Takes 16 KiB of response headers, as Node does: many small headers are a fault too.
 */
export const layer: Layer.Layer<HttpExchange.HttpExchange> = UndiciExchange.layer({
  connectTimeoutMs: 3_000,
  maximumHeaderBytes: 16_384
})
