/** A provider for tests: conversations of numbered messages over HTTP, with a latency and a limit, that counts how often each page is fetched. */
import * as Effect from "effect/Effect"
import { once } from "node:events"
import { createServer } from "node:http"

export interface Options {
  /** How many conversations the list has. */
  readonly conversations?: number
  /** How many messages a conversation has. */
  readonly messages: number
  /** How many messages a page has. */
  readonly size: number
  /** Milliseconds. */
  readonly latency?: number
  /** How many requests it takes in any second. */
  readonly perSecond?: number
  /** After it has served `after` requests, it refuses every request for `seconds`. */
  readonly refuse?: { readonly after: number; readonly seconds: number }
}

export interface Provider {
  readonly url: string
  /** The number of requests that got a page. */
  readonly fetched: () => number
  /** How often the page that was fetched most often was. */
  readonly most: () => number
  readonly refused: () => number
  /** How many pages a second it sent in the best two seconds, which a busy machine disturbs least. */
  readonly rate: () => number
  /** How many pages a second it sent from the first request to the last. */
  readonly mean: () => number
  /** How many requests came while it refused all of them, and how many of these came more than a second after the first refusal. */
  readonly refusal: () => { readonly requested: number; readonly early: number }
  readonly ref: (index: number) => string
}

/** Listens until the scope closes. */
export const make = ({ conversations = 1, latency = 0, messages, perSecond, refuse, size }: Options) =>
  Effect.gen(function* () {
    const counts = new Map<string, number>()
    const sent: Array<number> = []
    const all: Array<number> = []
    let refused = 0
    let refusedFrom = Infinity
    let early = 0
    const ref = (index: number) => `honcho:w/s${index}`

    const clock = yield* arrivals(perSecond)
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://provider")
      const page = Number(url.searchParams.get("page"))
      const now = clock(sent.at(-1))
      if (refuse !== undefined && all.length >= refuse.after) {
        refusedFrom = Math.min(refusedFrom, now)
        const left = refuse.seconds * 1000 - (now - refusedFrom)
        if (left > 0) {
          refused += 1
          // The server that was refused tells the others through the database.
          if (now - refusedFrom > 1000) early += 1
          response.writeHead(429, { "retry-after": String(Math.ceil(left / 1000)) }).end()
          return
        }
      }
      while (sent[0] !== undefined && sent[0] <= now - 1000) sent.shift()
      if (perSecond !== undefined && sent.length >= perSecond) {
        refused += 1
        response.writeHead(429, { "retry-after": "1" }).end()
        return
      }
      sent.push(now)
      all.push(now)
      counts.set(request.url ?? "", (counts.get(request.url ?? "") ?? 0) + 1)
      const isList = url.pathname === "/conversations"
      const [total, length] = isList ? [conversations, 100] : [messages, size]
      const name = url.searchParams.get("ref") ?? ""
      const start = page * length
      const elements = Array.from({ length: Math.max(0, Math.min(length, total - start)) }, (_, index) =>
        isList ? { ref: ref(start + index) } : message(name, start + index)
      )
      const next = start + length < total ? { next: String(page + 1) } : {}
      setTimeout(() => response.end(JSON.stringify({ elements, ...next })), latency)
    })
    yield* Effect.acquireRelease(
      Effect.promise(async () => {
        server.listen(0, "127.0.0.1")
        await once(server, "listening")
      }),
      () =>
        Effect.sync(() => {
          server.close()
          server.closeAllConnections()
        })
    )
    const address = server.address()
    const fetched = () => [...counts.values()].reduce((sum, count) => sum + count, 0)
    return {
      url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
      fetched,
      rate: () => Math.max(...all.map((from) => all.filter((time) => time >= from && time < from + 2000).length / 2)),
      mean: () => ((all.length - 1) * 1000) / ((all.at(-1) ?? 0) - (all[0] ?? 0)),
      refusal: () => ({ requested: refused, early }),
      most: () => Math.max(0, ...counts.values()),
      refused: () => refused,
      ref
    } satisfies Provider
  })

/**
 * The time of a request. If this process hung on a busy machine, it finds all requests of that time at once: they count as if they
 * had arrived while it hung, as early as they can have.
 */
const arrivals = (perSecond = Infinity) =>
  Effect.gen(function* () {
    let earliest = performance.now()
    let tick = earliest
    yield* Effect.acquireRelease(
      Effect.sync(() =>
        setInterval(() => {
          const now = performance.now()
          earliest = now - tick > 20 ? tick : now
          tick = now
        }, 5)
      ),
      (timer) => Effect.sync(() => clearInterval(timer))
    )
    return (last = -Infinity) => Math.min(performance.now(), Math.max(earliest, last + 1000 / perSecond))
  })

const message = (conversation: string, index: number) => ({
  version: 1,
  provider: "honcho",
  ref: `${conversation}/m${index}`,
  sequence: index,
  role: "user",
  parts: [{ type: "text", text: `message ${index} ${"of a conversation ".repeat(8)}` }]
})
