/** Serves simulated providers over HTTP on loopback, each under its name. */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createServer, type Server, type ServerResponse } from "node:http"
import * as RequestBody from "./RequestBody.js"
import type { Handler } from "./Route.js"
import type { SandboxRequest } from "./SandboxRequest.js"

/** The port is taken or may not be used; `code` is the system's error code, such as `EADDRINUSE`. */
export class ListenFailure extends Data.TaggedError("ListenFailure")<{ readonly port: number; readonly code: string }> {
  override get message(): string {
    return `cannot listen on 127.0.0.1:${this.port} (${this.code})`
  }
}

/** Listens on 127.0.0.1 until the scope closes; port 0 is any free port. Gives the URL, without a trailing slash. */
export const serve = (
  port: number,
  handlers: ReadonlyMap<string, Handler>
): Effect.Effect<string, ListenFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const clock = yield* Clock.clockWith(Effect.succeed)
    const server = createServer((request, response) => {
      RequestBody.receive(request, (body) => {
        const [, name = "", url = "/"] = /^\/([^/?]*)(.*)$/s.exec(request.url ?? "") ?? []
        respond(response, handlers.get(name), {
          method: request.method ?? "GET",
          url,
          params: {},
          headers: Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, value?.toString()])),
          body,
          now: clock.unsafeCurrentTimeMillis()
        })
      })
    })
    return yield* Effect.acquireRelease(listen(server, port), () => close(server))
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

const respond = (response: ServerResponse, handler: Handler | undefined, request: SandboxRequest): void => {
  if (handler === undefined) return void response.writeHead(404).end()
  const { body, headers, status } = handler(request)
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, "content-length": bytes.length })
  response.end(request.method === "HEAD" ? undefined : bytes)
}
