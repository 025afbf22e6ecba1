/** The HTTP client towards the providers, which gives up soon on a host that does not take the connection. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Agent } from "@effect/platform-node/Undici"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Milliseconds, in which a lost SYN is sent once more (after a second, RFC 6298). */
const connectTimeout = 3_000

/** Bytes of the headers of an answer, as Node takes them: many small ones are a fault too. */
const headerLimit = 16_384

const agent = Effect.acquireRelease(
  Effect.sync(() => new Agent({ connect: { timeout: connectTimeout }, maxHeaderSize: headerLimit })),
  (agent) => Effect.promise(async () => agent.destroy())
)

export const layer = Layer.provide(
  NodeHttpClient.layerUndiciWithoutDispatcher,
  Layer.scoped(NodeHttpClient.Dispatcher, agent)
)
