/** The connections to the providers: kept alive, one pool for each origin. */
import type { HttpExchange } from "@org/messages-transport"
import { UndiciExchange } from "@org/messages-transport/node"
import type * as Layer from "effect/Layer"

/** Gives up a connection attempt after 3 seconds, and refuses a response with more than 16 KiB of headers. */
export const layer: Layer.Layer<HttpExchange.HttpExchange> = UndiciExchange.layer()
