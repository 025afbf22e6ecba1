/** A Honcho whose sessions are made for a test: lists by page, keeps posts, and does what a hook says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"

interface Message {
  readonly id: string
  readonly content: string
  readonly [field: string]: unknown
}

export interface Honcho {
  readonly environment: Readonly<Record<string, string>>
  /** The messages of each session. */
  readonly sessions: Map<string, Array<Message>>
  /** How many pages and posts were asked for. */
  readonly counts: { pages: number; posts: number }
  readonly close: () => void
}

/** Looks at each request, with its number from 1; answers it itself if it gives true. */
export type Hook = (response: ServerResponse, number: number) => boolean | Promise<boolean>

export const session = (name: string, count: number): Array<Message> =>
  Array.from({ length: count }, (_, index) => message(name, index, `message ${index}: ${"über ".repeat(index % 40)}`))

const message = (session: string, index: number, content: string): Message => ({
  id: `${session}-${index}`,
  content,
  peer_id: index % 2 === 0 ? "ann" : "droid",
  session_id: session,
  workspace_id: "w",
  metadata: { n: index },
  created_at: new Date(1_700_000_000_000 + index * 1000).toISOString(),
  token_count: 3
})

/** Serves until it is closed. */
export const serve = async (
  sessions: ReadonlyMap<string, Array<Message>>,
  hook: Hook = () => false
): Promise<Honcho> => {
  const kept = new Map(sessions)
  const counts = { pages: 0, posts: 0 }
  let requests = 0
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Array<Uint8Array> = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const url = new URL(request.url ?? "", "http://127.0.0.1")
    const [, name = "", isList] = /^\/v3\/workspaces\/w\/sessions\/([^/]+)\/messages(\/list)?$/.exec(url.pathname) ?? []
    const messages = kept.get(name) ?? []
    requests += 1
    if (isList !== undefined) {
      counts.pages += 1
      if (await hook(response, requests)) return
      const [page, size] = ["page", "size"].map((key) => Number(url.searchParams.get(key)))
      const items = messages.slice(((page ?? 1) - 1) * (size ?? 0), (page ?? 1) * (size ?? 0))
      const pages = Math.ceil(messages.length / (size ?? 1))
      return send(response, 200, { items, total: messages.length, page, size, pages })
    }
    // A post is kept as soon as it is there, whatever becomes of its response.
    counts.posts += 1
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { messages: ReadonlyArray<Partial<Message>> }
    const added = body.messages.map((draft, index) => ({
      ...message(name, messages.length + index, ""),
      ...draft
    }))
    kept.set(name, [...messages, ...added])
    if (await hook(response, requests)) return
    send(response, 201, added)
  }
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    environment: { HONCHO_URL: `http://127.0.0.1:${port}`, HONCHO_API_KEY: "a-key-of-honcho" },
    sessions: kept,
    counts,
    close: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}

const send = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body))
}
