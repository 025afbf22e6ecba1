/** Simulates a Honcho with long sessions: session `N` has N messages of 1 KB, in pages. Usage: `node session.js <port>`. */
import { createServer } from "node:http"
import { native } from "../mapping/NativeMessages.js"

const sample = JSON.stringify({ ...native("honcho", "1 KB"), id: "ID" })
const page = (session: number, number: number, size: number): string => {
  const from = (number - 1) * size
  const count = Math.max(0, Math.min(size, session - from))
  const items = Array.from({ length: count }, (_, index) => sample.replace('"ID"', `"m${from + index}"`))
  return `{"items":[${items.join(",")}],"total":${session},"page":${number},"size":${size},"pages":${Math.ceil(session / size)}}`
}

const server = createServer((request, response) => {
  request.resume()
  const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1")
  const [, session] = /\/sessions\/(\d+)\/messages\/list$/.exec(pathname) ?? []
  const body =
    session === undefined
      ? "{}"
      : page(Number(session), Number(searchParams.get("page")), Number(searchParams.get("size")))
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
  response.end(body)
})
server.keepAliveTimeout = 600_000
server.listen(Number(process.argv[2]), "127.0.0.1")
