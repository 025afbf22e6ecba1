/** Serves requests over HTTP on loopback with a function. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { ListenFailure } from "./ListenFailure.js"
import * as RequestBody from "./RequestBody.js"
import type { Handler } from "./Route.js"
import type { SandboxRequest } from "./SandboxRequest.js"
import type { SandboxResponse } from "./SandboxResponse.js"

/** Listens on 127.0.0.1 until the scope closes; port 0 is any free port. Returns the URL, without a trailing slash. */
export const serve = (port: number, handler: Handler): Effect.Effect<string, ListenFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const clock = yield* Clock.clockWith(Effect.succeed)
    const scope = yield* Scope.Scope
    /** Sends the response when its delay is over, unless the server has closed by then. */
    const later = (millis: number, send: () => void) =>
      void Effect.runFork(Effect.forkIn(Effect.andThen(clock.sleep(Duration.millis(millis)), Effect.sync(send)), scope))
    const server = createServer((request, response) => {
      RequestBody.receive(request, (body) => {
        const answered = handler(requestOf(request, body, clock.unsafeCurrentTimeMillis()))
        const { delayMillis = 0 } = answered
        if (delayMillis > 0) later(delayMillis, () => send(request, response, answered))
        else send(request, response, answered)
      })
    })
    return yield* Effect.acquireRelease(listen(server, port), () => close(server))
  })

const requestOf = (request: IncomingMessage, body: string | undefined, now: number): SandboxRequest => ({
  method: request.method ?? "GET",
  url: request.url ?? "/",
  params: {},
  headers: Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, value?.toString()])),
  body,
  now
})

const listen = (server: Server, port: number): Effect.Effect<string, ListenFailure> =>
  Effect.async((resume) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      resume(new ListenFailure({ port, code: cause.code ?? "unknown" }))
    )
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      const bound = typeof address === "object" && address !== null ? address.port : port
      resume(Effect.succeed(`http://127.0.0.1:${bound}`))
    })
  })

const close = (server: Server): Effect.Effect<void> =>
  Effect.async((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

const send = (
  { method }: IncomingMessage,
  response: ServerResponse,
  { body, headers, status }: SandboxResponse
): void => {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, "content-length": bytes.length })
  response.end(method === "HEAD" ? undefined : bytes)
}
