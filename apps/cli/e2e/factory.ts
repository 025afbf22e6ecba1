/** Factory in memory: sessions and messages that a test adds, edits and removes, over real HTTP. */
import { loopback } from "./support.js"

export interface StoredMessage {
  readonly id: string
  readonly text: string
  readonly updatedAt: number
}

export interface Factory {
  readonly environment: Readonly<Record<string, string>>
  /** The sessions with their messages, which a test may change at any time. */
  readonly sessions: Map<string, ReadonlyArray<StoredMessage>>
  readonly requests: () => number
  readonly close: () => void
}

const created = Date.UTC(2026, 2, 1)

const messageOf = ({ id, text, updatedAt }: StoredMessage) => ({
  id,
  role: "user",
  content: [{ type: "text", text }],
  createdAt: created,
  updatedAt
})

const sessionOf = (sessionId: string, messages: ReadonlyArray<StoredMessage>) => ({
  sessionId,
  title: sessionId,
  status: "idle",
  messageCount: messages.length,
  createdAt: created,
  updatedAt: Math.max(created, ...messages.map(({ updatedAt }) => updatedAt))
})

/** Serves it; `before` may delay or refuse a request. */
export const serve = async (before: () => Promise<void> = () => Promise.resolve()): Promise<Factory> => {
  const sessions = new Map<string, ReadonlyArray<StoredMessage>>()
  const server = await loopback((request, response) => {
    const url = new URL(request.url ?? "", "http://x")
    const [, session] = /^\/api\/v0\/sessions\/([^/]+)\/messages$/.exec(url.pathname) ?? []
    const found = session === undefined ? undefined : sessions.get(decodeURIComponent(session))
    const start = Number(url.searchParams.get("cursor") ?? "0")
    const end = start + Number(url.searchParams.get("limit") ?? "20")
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" })
      response.end(JSON.stringify(body))
    }
    const page = (name: string, all: ReadonlyArray<object>) =>
      answer(200, {
        [name]: all.slice(start, end),
        pagination: { hasMore: end < all.length, nextCursor: end < all.length ? String(end) : null }
      })
    void before().then(() => {
      if (url.pathname === "/api/v0/sessions")
        page(
          "sessions",
          [...sessions].map(([id, messages]) => sessionOf(id, messages))
        )
      else if (found === undefined) answer(404, { detail: "Session not found", status: 404, title: "Not Found" })
      else page("messages", found.map(messageOf))
    })
  })
  return {
    environment: { FACTORY_API_KEY: "fk-test", FACTORY_API_URL: server.url },
    sessions,
    requests: server.requests,
    close: server.close
  }
}
