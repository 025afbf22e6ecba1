/** A provider of conversations of numbered messages, with a latency and perhaps a limit, as the servers of exports read it. */
import { once } from "node:events"
import { createServer } from "node:http"

/** What it has, and how fast it is. */
export interface Options {
  readonly conversations: number
  readonly messages: number
  /** In milliseconds. */
  readonly latency: number
  /** How many requests it takes in any second. */
  readonly perSecond?: number
}

/** A started provider. */
export interface ExportsProvider {
  readonly url: string
  readonly refused: () => number
  /** From the first to the last page, in milliseconds. */
  readonly time: () => number
  readonly stop: () => void
}

/** Listens on a free port. */
export const start = async ({
  conversations,
  latency,
  messages,
  perSecond = Infinity
}: Options): Promise<ExportsProvider> => {
  const sent: Array<number> = []
  let first: number | undefined
  let refused = 0
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://provider")
    const now = performance.now()
    while (sent[0] !== undefined && sent[0] <= now - 1000) sent.shift()
    if (sent.length >= perSecond) {
      refused += 1
      response.writeHead(429, { "retry-after": "1" }).end()
      return
    }
    sent.push(now)
    first ??= now
    const isList = url.pathname === "/conversations"
    const start = Number(url.searchParams.get("page")) * 100
    const total = isList ? conversations : messages
    const ref = url.searchParams.get("ref") ?? ""
    const elements = Array.from({ length: Math.max(0, Math.min(100, total - start)) }, (_, index) =>
      isList ? { ref: `honcho:w/s${start + index}` } : message(ref, start + index)
    )
    const next = start + 100 < total ? { next: String(start / 100 + 1) } : {}
    setTimeout(() => response.end(JSON.stringify({ elements, ...next })), latency)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    refused: () => refused,
    time: () => (sent.at(-1) ?? 0) - (first ?? 0),
    stop: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}

const message = (conversation: string, index: number) => ({
  version: 1,
  provider: "honcho",
  ref: `${conversation}/m${index}`,
  sequence: index,
  role: "user",
  parts: [{ type: "text", text: `message ${index} ${"of a conversation ".repeat(8)}` }]
})
