/** Tests that connections by `fetch` follow no redirect. */
import * as HttpClient from "@effect/platform/HttpClient"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import * as FetchConnections from "../src/FetchConnections.js"

/** A server that redirects every request, and the paths that it got. */
const redirecting = Effect.acquireRelease(
  Effect.async<{ readonly url: string; readonly paths: Array<string>; readonly close: () => void }>((resume) => {
    const paths: Array<string> = []
    const server = createServer(({ url = "" }, response) => {
      paths.push(url)
      response.writeHead(307, { location: "/elsewhere", connection: "close" }).end()
    })
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" ? address?.port : undefined
      resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, paths, close: () => server.close() }))
    })
  }),
  ({ close }) => Effect.sync(close)
)

it.scopedLive("gives a redirect to the caller, and does not follow it", () =>
  Effect.gen(function* () {
    const { paths, url } = yield* redirecting
    const client = yield* HttpClient.HttpClient
    const { status } = yield* client.get(`${url}/first`, { headers: { authorization: "Bearer secret" } })
    assert.strictEqual(status, 307)
    assert.deepStrictEqual(paths, ["/first"])
  }).pipe(Effect.provide(FetchConnections.layer))
)
