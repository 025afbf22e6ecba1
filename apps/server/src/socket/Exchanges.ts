/** Runs each request on one fiber, writes its response, and logs it in one line. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { IncomingMessage, ServerResponse } from "node:http"
import { Log } from "../log/Log.js"
import * as CommonHeaders from "../response/CommonHeaders.js"
import type { Lines } from "../response/Lines.js"
import type { Headers, Response } from "../response/Response.js"
import * as Pipeline from "../routes/Pipeline.js"
import * as FiberPool from "./FiberPool.js"
import * as LineWriter from "./LineWriter.js"
import { Readiness } from "./Readiness.js"

/** The handler of Node's requests, and how many there are. */
export interface Exchanges {
  readonly handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  /** How many requests have arrived so far. */
  readonly count: () => number
  /** Waits until every request has its response. */
  readonly idle: Effect.Effect<void>
}

/** Makes the handler. */
export const make: Effect.Effect<Exchanges, never, Pipeline.Needs | Scope.Scope> = Effect.gen(function* () {
  const exchangeOf = yield* Pipeline.make
  const { isStopping } = yield* Readiness
  const log = yield* Log
  const clock = yield* Clock.clockWith(Effect.succeed)
  const fibers = yield* FiberPool.make<Response>()
  const idle = Effect.unsafeMakeLatch(true)
  let inFlight = 0
  let requests = 0

  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    inFlight += 1
    requests += 1
    idle.unsafeClose()
    const start = clock.unsafeCurrentTimeMillis()
    const { request, respond, template } = exchangeOf(incoming)
    const { id, method } = request
    const logged = (status: number, more?: LineFields) => {
      const ms = clock.unsafeCurrentTimeMillis() - start
      const common = { provider: request.provider, method, route: template, status, ms, requestId: id }
      const fields = more === undefined ? common : { ...common, ...more }
      if (status >= 500 || more?.problem !== undefined) log.warning("request", fields)
      else log.info("request", fields)
    }
    let interruptLines: (() => void) | undefined
    const interrupt = fibers.run(respond, (response) => {
      if (response?.lines !== undefined) {
        interruptLines = writeLines(response, response.lines)
        return
      }
      if (response === undefined) outgoing.destroy()
      else write(outgoing, response, id, isStopping())
      logged(response?.status ?? gone)
    })
    const writeLines = (response: Response, lines: Lines) => {
      outgoing.writeHead(response.status, headersOf(response.headers, id, isStopping()))
      const sent = method === "HEAD" ? lines.close : LineWriter.write(outgoing, lines)
      return fibers.run(Effect.as(sent, response), (ended) => {
        if (ended === undefined) outgoing.destroy()
        else outgoing.end()
        const { count, problem } = lines.summary()
        logged(ended === undefined ? gone : response.status, { lines: count, problem })
      })
    }
    // Node emits this event twice for a request that is cut short. `once` would cost more.
    let isOpen = true
    outgoing.on("close", () => {
      if (!isOpen) return
      isOpen = false
      inFlight -= 1
      if (inFlight === 0) idle.unsafeOpen()
      if (outgoing.writableEnded) return
      interrupt()
      interruptLines?.()
    })
  }

  return { handle, count: () => requests, idle: idle.await }
})

/** What the log says about a response in lines. */
interface LineFields {
  readonly lines: number
  readonly problem: string | undefined
}

/** nginx's status for a caller that disconnected before the response. */
const gone = 499

const write = (outgoing: ServerResponse, { body, headers, status }: Response, requestId: string, isLast: boolean) => {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length
  const all = headersOf(headers, requestId, isLast)
  if (status !== 304) all.push("content-length", String(length))
  outgoing.writeHead(status, all)
  const { socket } = outgoing
  // While the socket is corked, head and body become one write. `end` with a body would add an empty write, and two writes take Node much longer.
  socket?.cork()
  // A text with only ASCII is written without being encoded.
  if (length > 0) outgoing.write(body, length === body.length ? "latin1" : "utf8")
  socket?.uncork()
  outgoing.end()
}

const headersOf = (headers: Headers, requestId: string, isLast: boolean): Array<string> =>
  CommonHeaders.withThose(isLast ? { ...headers, connection: "close" } : headers, requestId)
