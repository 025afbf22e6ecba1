/** Opens the socket, passes each request to the exchanges, and closes the socket when every request in flight has its response. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import { Log } from "../log/Log.js"
import * as Turn from "../request/Turn.js"
import type * as Pipeline from "../routes/Pipeline.js"
import { Settings, type Values } from "../start/Settings.js"
import * as ClientErrors from "./ClientErrors.js"
import * as Exchanges from "./Exchanges.js"
import { Readiness } from "./Readiness.js"

/** The server that listens, and its URL. */
export class Listener extends Context.Tag("@org/messages-server/Listener")<Listener, { readonly url: string }>() {}

/** The server cannot listen on the address; `code` is Node's error code, such as `EADDRINUSE`. */
export class ListenFailure extends Data.TaggedError("ListenFailure")<{
  readonly host: string
  readonly port: number
  readonly code: string
}> {}

const make = Effect.gen(function* () {
  const settings = yield* Settings
  const readiness = yield* Readiness
  const log = yield* Log
  const { count, handle, idle } = yield* Exchanges.make

  const server = createServer({
    maxHeaderSize: settings.headerLimit,
    requestTimeout: Duration.toMillis(settings.requestTimeout),
    headersTimeout: Duration.toMillis(settings.requestTimeout),
    keepAliveTimeout: Duration.toMillis(keepAlive),
    connectionsCheckingInterval: 1_000,
    requireHostHeader: false
  })
  server.on("request", handle)
  // An unknown expectation is ignored (RFC 9110, section 10.1.1).
  server.on("checkExpectation", (request, response) => server.emit("request", request, response))
  ClientErrors.listen(server, (status, requestId) => log.info("broken request", { status, requestId }))

  yield* Effect.addFinalizer(() =>
    Effect.gen(function* () {
      log.info("stopping")
      yield* readiness.stop
      yield* readiness.whileStopping(quiet(count))
      yield* readiness.whileStopping(idle)
      yield* close(server)
      log.info("stopped")
    })
  )
  const url = yield* open(server, settings)
  server.on("error", ({ message }) => log.error("socket", { reason: message }))
  return { url }
})

/** Longer than the idle timeout of common load balancers, so that the load balancer closes an idle connection first. */
const keepAlive = Duration.seconds(75)

const open = (server: Server, { host, port }: Values) =>
  Effect.async<string, ListenFailure>((resume) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      resume(Effect.fail(new ListenFailure({ host, port, code: error.code ?? error.name })))
    )
    server.listen({ host, port }, () => resume(Effect.succeed(urlOf(server, host))))
  })

const close = (server: Server) =>
  Effect.promise(async () => {
    const closed = once(server, "close")
    server.close()
    server.closeAllConnections()
    await closed
  })

/** How long the server waits for requests that callers sent before they could know that it is stopping. */
const linger = Duration.millis(250)

/** The longest such wait: each request extends it, and gets a response that closes its connection. */
const longestLinger = Duration.times(linger, 10)

/** Waits until no request has arrived for a while. */
const quiet = (count: () => number) =>
  Effect.suspend(() => {
    const before = count()
    return Effect.sleep(linger).pipe(
      // On a busy machine, the timer may fire before Node has read what its sockets received.
      Effect.zipRight(Turn.next(undefined)),
      Effect.map(() => count() === before)
    )
  }).pipe(Effect.repeat({ until: (isQuiet) => isQuiet }), Effect.timeoutOption(longestLinger), Effect.asVoid)

const urlOf = (server: Server, host: string): string => {
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}

/** Listens until the scope closes. */
export const layer: Layer.Layer<Listener, ListenFailure, Exclude<Pipeline.Needs, Scope.Scope>> = Layer.scoped(
  Listener,
  make
)
