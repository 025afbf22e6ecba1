/** The connections to the providers. */
import type { HttpExchange } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/**
 * Gives up after 3 seconds if a host does not accept the connection. In that time, a lost SYN is sent again (after one second, RFC 6298).
 * Accepts 16 KiB of response headers, as Node does, because many small headers are a fault too.
 */
export const layer: Layer.Layer<HttpExchange.HttpExchange> = Layer.unwrapEffect(
  Effect.map(
    // Simulated providers need no connections, and a short command starts sooner without their code.
    Effect.promise(() => import("@org/messages-transport/node")),
    ({ UndiciExchange }) => UndiciExchange.layer({ connectTimeoutMs: 3_000, maximumHeaderBytes: 16_384 })
  )
)
