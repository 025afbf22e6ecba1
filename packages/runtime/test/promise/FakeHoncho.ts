/** A Honcho on loopback with one session, for programs that are no Effect programs and for pages of other origins (CORS). */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

const message = (number: number, content = `message ${number}`) => ({
  id: `m${number}`,
  content,
  peer_id: "alice",
  session_id: "s",
  workspace_id: "w",
  metadata: {},
  created_at: "2026-01-05T09:00:00Z",
  token_count: 2
})

const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-allow-methods": "GET, POST"
}

/**
 * Serves so many messages. `requests` are the methods and targets so far, and the header Authorization of each; `hanging` resolves when the
 * message `hang` is requested, which is never answered.
 */
export const serve = async (count: number) => {
  const requests: Array<readonly [request: string, authorization: string | undefined]> = []
  let hang = (): void => undefined
  const hanging = new Promise<void>((resolve) => {
    hang = resolve
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization } = request.headers
    const url = new URL(request.url ?? "/", "http://honcho.test")
    let body = ""
    for await (const chunk of request) body += String(chunk)
    const send = (status: number, value: unknown) =>
      response.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(value))
    if (request.method === "OPTIONS") return response.writeHead(204, headers).end()
    requests.push([`${request.method} ${url.pathname}${url.search}`, authorization])
    const found = /^\/v3\/workspaces\/w\/sessions\/s\/messages\/m(\d+)$/.exec(url.pathname)
    if (found !== null && Number(found[1]) < count) return send(200, message(Number(found[1])))
    if (url.pathname.endsWith("/messages/hang")) return hang()
    if (url.pathname.endsWith("/messages/list") || url.pathname.endsWith("/sessions/list")) {
      const size = Number(url.searchParams.get("size"))
      const page = Number(url.searchParams.get("page"))
      const all = url.pathname.endsWith("/sessions/list")
        ? [{ id: "s", workspace_id: "w", is_active: true, metadata: {}, created_at: "2026-01-05T09:00:00Z" }]
        : Array.from({ length: count }, (_, index) => message(index))
      const items = all.slice((page - 1) * size, page * size)
      return send(200, { items, total: all.length, page, size, pages: Math.ceil(all.length / size) })
    }
    if (request.method === "POST") return send(201, [message(count, JSON.parse(body).messages[0].content)])
    return send(404, { detail: "Message not found" })
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, requests, hanging, close }
}
