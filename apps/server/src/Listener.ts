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
  let isStopping = false

  const server = createServer({
    maxHeaderSize: settings.headerLimit,
    requestTimeout: Duration.toMillis(settings.requestTimeout),
    headersTimeout: Duration.toMillis(settings.requestTimeout),
    keepAliveTimeout: Duration.toMillis(keepAlive),
    connectionsCheckingInterval: 1_000,
    requireHostHeader: false
  })

  server.on("request", (request, response) => {
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

  yield* Effect.addFinalizer(() =>
    Effect.logInfo("stopping").pipe(
      Effect.zipRight(Effect.sync(() => (isStopping = true))),
      Effect.zipRight(readiness.stop),
      Effect.zipRight(readiness.whileStopping(Effect.sleep(linger))),
      Effect.zipRight(readiness.whileStopping(idle.await)),
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

const close = (server: Server) =>
  Effect.promise(async () => {
    const closed = once(server, "close")
    server.close()
    server.closeAllConnections()
    await closed
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
