/** The fast exchange for Node: one async effect over undici's `dispatch`, one timer, one growing buffer. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { LookupFunction } from "node:net"
import Agent from "undici/lib/dispatcher/agent.js"
import type { ExchangeFailure } from "./ExchangeFailure.js"
import * as HostLookup from "./HostLookup.js"
import * as HttpExchange from "./HttpExchange.js"
import { UndiciReceiver } from "./UndiciReceiver.js"

/** How connections are made. */
export interface Options {
  /** Milliseconds until an attempt to connect fails. 3,000 by default, so that a lost SYN is sent once more (after one second, RFC 6298). */
  readonly connectTimeoutMs?: number
  /** Bytes of all headers of a response. 16,384 by default, as in Node. */
  readonly maximumHeaderBytes?: number
  /** PEM certificates to trust instead of Node's own. */
  readonly certificateAuthorities?: ReadonlyArray<string>
  /** Resolves host names; Node's own `dns.lookup` by default. The exchange drops link-local addresses and those of metadata services. */
  readonly lookup?: LookupFunction
}

/**
 * Connections are kept alive and reused, one pool for each origin; the bulkhead of each provider limits their number. Timeouts use real
 * time: a test that drives Effect's clock uses `HttpClientExchange` instead.
 */
export const make = ({
  certificateAuthorities,
  connectTimeoutMs = 3_000,
  lookup,
  maximumHeaderBytes = 16_384
}: Options = {}): Effect.Effect<HttpExchange.HttpExchange["Type"], never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(
        () =>
          new Agent({
            connect: {
              timeout: connectTimeoutMs,
              lookup: HostLookup.make(lookup),
              ...(certificateAuthorities !== undefined && { ca: [...certificateAuthorities] })
            },
            maxHeaderSize: maximumHeaderBytes
          })
      ),
      (agent) => Effect.promise(() => agent.destroy())
    ),
    (agent) =>
      HttpExchange.HttpExchange.of({
        send: ({ body, headers, method, origin, path }, accept, timeoutMs) =>
          Effect.uninterruptibleMask((restore) => {
            let receiver: UndiciReceiver | undefined
            const exchange = Effect.async<HttpExchange.HttpResponse, ExchangeFailure>((resume) => {
              receiver = new UndiciReceiver(resume, accept, timeoutMs)
              // The timer of the receiver replaces undici's two.
              agent.dispatch(
                { origin, path, method, headers, body: body ?? null, headersTimeout: 0, bodyTimeout: 0 },
                receiver
              )
            })
            // Costs less than an interruption handler of `Effect.async`.
            return Effect.catchAllCause(restore(exchange), (cause) => {
              receiver?.abandon()
              return Effect.failCause(cause)
            })
          })
      })
  )

/** An exchange with its own connections, which close with the layer. */
export const layer = (options?: Options): Layer.Layer<HttpExchange.HttpExchange> =>
  Layer.scoped(HttpExchange.HttpExchange, make(options))
