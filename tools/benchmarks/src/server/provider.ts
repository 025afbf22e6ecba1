/** Simulates all four providers: answers every path of `NativeMessages` at once. Usage: `node provider.js <port> [hostile]`. */
import { createServer } from "node:http"
import * as HostileAnswers from "./HostileAnswers.js"
import { native, path, providers, sizes } from "../mapping/NativeMessages.js"

const bodies = new Map(
  providers.flatMap((provider) =>
    sizes.map((size) => [path(provider, size), Buffer.from(JSON.stringify(native(provider, size)))] as const)
  )
)
bodies.set("/healthz", Buffer.from("{}"))
if (process.argv[3] === "hostile")
  for (const { body, path } of HostileAnswers.answers) bodies.set(path, Buffer.from(body()))

const server = createServer((request, response) => {
  request.resume()
  const body = bodies.get((request.url ?? "").replace(/(\?.*|\/chat\/completions)$/, ""))
  response.writeHead(body === undefined ? 404 : 200, {
    "content-type": "application/json",
    "content-length": body?.length ?? 0
  })
  response.end(body)
})
// Keeps connections open, so that no gateway meets one that was closed while another gateway was measured.
server.keepAliveTimeout = 600_000
server.listen(Number(process.argv[2]), "127.0.0.1")
