/** The socket: opens it, hands each request to the app, and closes it when every request in flight has been answered. */
import * as HttpApiBuilder from "@effect/platform/HttpApiBuilder"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Runtime from "effect/Runtime"
import { once } from "node:events"
import { createServer, type Server, type ServerResponse } from "node:http"
import { Server as NetServer, type Socket } from "node:net"
import * as Broken from "./Broken.js"
import { Readiness } from "./Readiness.js"
import { Settings, type Values } from "./Settings.js"

export class Listener extends Context.Tag("@org/messages-server/Listener")<Listener, { readonly url: string }>() {}

/** The address cannot be listened on; `code` is such as `EADDRINUSE`. */
export class CannotListen extends Data.TaggedError("CannotListen")<{
  readonly host: string
  readonly port: number
  readonly code: string
}> {}

const make = Effect.gen(function* () {
  const settings = yield* Settings
  const readiness = yield* Readiness
  const handler = yield* NodeHttpServer.makeHandler(yield* HttpApiBuilder.httpApp)
  const runtime = yield* Effect.runtime()
  const idle = Effect.unsafeMakeLatch(true)
  const inFlight = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  let isStopping = false
  let isClosing = false

  const server = createServer({
    maxHeaderSize: settings.headerLimit,
    requestTimeout: Duration.toMillis(settings.requestTimeout),
    headersTimeout: Duration.toMillis(settings.requestTimeout),
    keepAliveTimeout: Duration.toMillis(keepAlive),
    connectionsCheckingInterval: 1_000,
    requireHostHeader: false
  })

  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  server.on("request", (request, response) => {
    // Its connection can carry no answer any more, so the request must have no effect.
    if (isClosing) return void request.resume()
    inFlight.add(response)
    idle.unsafeClose()
    response.on("close", () => {
      inFlight.delete(response)
      if (inFlight.size === 0) idle.unsafeOpen()
    })
    if (isStopping) response.setHeader("connection", "close")
    handler(request, response)
  })
  // An expectation that is not known is ignored (RFC 9110, section 10.1.1).
  server.on("checkExpectation", (request, response) => server.emit("request", request, response))
  const log = (line: Effect.Effect<void>) => void Runtime.runFork(runtime)(line)
  Broken.listen(server, log)

  // The sleep may end before the event loop has read what arrived meanwhile, so requests are answered until none arrives.
  const drain = idle.await.pipe(
    Effect.zipRight(turns),
    Effect.repeat({ until: () => inFlight.size === 0 }),
    Effect.asVoid
  )

  yield* Effect.addFinalizer(() =>
    Effect.logInfo("stopping").pipe(
      Effect.zipRight(Effect.sync(() => (isStopping = true))),
      Effect.zipRight(readiness.stop),
      Effect.zipRight(readiness.whileStopping(Effect.sleep(linger))),
      Effect.zipRight(readiness.whileStopping(drain)),
      Effect.zipRight(Effect.sync(() => (isClosing = true))),
      Effect.zipRight(readiness.whileStopping(Effect.timeoutOption(hangUp(server, sockets), hangUpTime))),
      Effect.zipRight(close(server)),
      Effect.zipRight(Effect.logInfo("stopped"))
    )
  )
  const url = yield* open(server, settings)
  server.on("error", ({ message }) => log(Effect.annotateLogs(Effect.logError("socket"), { reason: message })))
  return { url }
})

/** Longer than the idle time of common load balancers, so that it is they who close. */
const keepAlive = Duration.seconds(75)

const open = (server: Server, { host, port }: Values) =>
  Effect.async<string, CannotListen>((resume) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      resume(Effect.fail(new CannotListen({ host, port, code: error.code ?? error.name })))
    )
    server.listen({ host, port }, () => resume(Effect.succeed(urlOf(server, host))))
  })

/** Reads what has arrived: one turn of the event loop accepts a connection, the next reads its request, and the current turn does not count. */
const turns = Effect.repeatN(
  Effect.async<void>((resume) => void setImmediate(() => resume(Effect.void))),
  2
)

/**
 * Stops listening, and ends each connection but reads on until its client ends it too. To close a socket while a
 * request is on its way would reset the connection: the client then cannot tell that the request had no effect.
 */
const hangUp = (server: Server, sockets: ReadonlySet<Socket>) =>
  Effect.promise(async () => {
    const closed = once(server, "close")
    // The method of node:http would also destroy idle connections.
    NetServer.prototype.close.call(server)
    for (const socket of sockets) socket.end()
    await closed
  })

/** For clients that notice the end of a connection only when they use it again. */
const hangUpTime = Duration.seconds(1)

const close = (server: Server) =>
  Effect.promise(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

/** For what was sent before its sender could know: a connection that is closed first takes the request with it. */
const linger = Duration.millis(250)

const urlOf = (server: Server, host: string): string => {
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}

export const layer = Layer.scoped(Listener, make).pipe(
  Layer.provide([HttpApiBuilder.Router.Live, HttpApiBuilder.Middleware.layer, NodeHttpServer.layerContext])
)
