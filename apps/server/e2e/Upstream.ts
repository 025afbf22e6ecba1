/** A provider on loopback that records posts, and responds to them when the test says so. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { createServer, type ServerResponse } from "node:http"

export interface Upstream {
  /** The settings with which a server posts here. */
  readonly environment: Readonly<Record<string, string>>
  /** The texts of the posts so far. */
  readonly asked: ReadonlyArray<string>
  /** The names and values of the headers of all posts so far. */
  readonly headers: ReadonlyArray<string>
  /** The texts of the posts whose connection broke before they had a response. */
  readonly cut: ReadonlyArray<string>
  /** Waits until this many posts have arrived. */
  readonly received: (count: number) => Effect.Effect<void>
  /** Answers the posts that wait, and all later ones at once. */
  readonly answer: Effect.Effect<void>
}

/** A provider that runs until the scope closes. */
export const make = Effect.acquireRelease(
  Effect.async<Upstream & { readonly close: () => void }>((resume) => {
    const asked: Array<string> = []
    const headers: Array<string> = []
    const cut: Array<string> = []
    const waiting: Array<ServerResponse> = []
    const counters = new Set<() => void>()
    const received: Upstream["received"] = (count) =>
      Effect.async((resume) => {
        const compare = () => {
          if (asked.length >= count) resume(Effect.void)
        }
        counters.add(compare)
        compare()
        return Effect.sync(() => counters.delete(compare))
      })
    let isAnswering = false
    const respond = (response: ServerResponse) => {
      response.writeHead(200, { "content-type": "application/json" })
      response.end(JSON.stringify({ messageId: `m${asked.length}`, sessionId: "s", status: "running" }))
    }
    const server = createServer((request, response) => {
      let body = ""
      headers.push(...request.rawHeaders)
      request.on("data", (chunk: Buffer) => (body += chunk.toString()))
      request.on("end", () => {
        const text = String(JSON.parse(body).text)
        asked.push(text)
        for (const compare of counters) compare()
        response.on("close", () => {
          if (!response.writableFinished) cut.push(text)
        })
        if (isAnswering) respond(response)
        else waiting.push(response)
      })
    })
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" ? address?.port : 0
      resume(
        Effect.succeed({
          environment: { FACTORY_API_KEY: "key", FACTORY_API_URL: `http://127.0.0.1:${port}` },
          asked,
          headers,
          cut,
          received,
          answer: Effect.sync(() => {
            isAnswering = true
            for (const response of waiting.splice(0)) respond(response)
          }),
          close: () => {
            server.close()
            server.closeAllConnections()
          }
        })
      )
    })
  }),
  ({ close }) => Effect.sync(close)
)

/** Runs something that may never end beside the rest of a scope. */
export const beside = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.forkScoped(Effect.exit(Effect.sandbox(effect))), Fiber.join)
