/** The HTTP client of the plain Effect client: undici, which trusts the test authority beside the usual ones. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Undici from "@effect/platform-node/Undici"
import { Certificates } from "@org/messages-faults"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { rootCertificates } from "node:tls"

const dispatcher = Layer.scoped(
  NodeHttpClient.Dispatcher,
  Effect.acquireRelease(
    Effect.sync(() => new Undici.Agent({ connect: { ca: [...rootCertificates, Certificates.authority] } })),
    (agent) => Effect.promise(() => agent.destroy())
  )
)

export const layer = Layer.provide(NodeHttpClient.layerUndiciWithoutDispatcher, dispatcher)
