/** An HTTP server on loopback that answers each request as a function says, and records the requests. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { Json } from "./Json.js"
import type { Sent } from "./RequestCheck.js"

/** `body` is sent unchanged. */
export interface Answer {
  readonly body: string
  readonly status?: number
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  /** Every request so far, oldest first. */
  readonly requests: ReadonlyArray<Sent>
}

/** A JSON value as a response. */
export const json = (value: Json, status = 200): Answer => ({ body: JSON.stringify(value), status })

/** Serves until the scope closes. */
export const make = (answer: (sent: Sent) => Answer): Effect.Effect<LoopbackServer, never, Scope.Scope> =>
  Effect.gen(function* () {
    const requests: Array<Sent> = []
    const server = yield* listening(
      createServer((request, response) => {
        read(request).then(
          (sent) => {
            requests.push(sent)
            send(response, answer(sent))
          },
          () => response.destroy()
        )
      })
    )
    return { url: `http://127.0.0.1:${portOf(server)}`, requests }
  })

const send = (response: ServerResponse, { body, contentType = "application/json", headers, status = 200 }: Answer) =>
  response.writeHead(status, { "content-type": contentType, ...headers }).end(body)

const read = async (request: IncomingMessage): Promise<Sent> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of request) chunks.push(chunk)
  const { headers, method = "", url = "" } = request
  return { method, path: url, headers, body: Buffer.concat(chunks) }
}

const listening = (server: Server) =>
  Effect.acquireRelease(
    Effect.async<Server, Error>((resume) => {
      server.once("error", (error) => resume(Effect.fail(error)))
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }).pipe(Effect.orDie),
    () =>
      Effect.promise(() => {
        const closed = new Promise((resolve) => server.close(resolve))
        server.closeAllConnections()
        return closed
      })
  )

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : 0
}
