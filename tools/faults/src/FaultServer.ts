/** A server on loopback that does one thing wrong, counts its clients, and watches a second origin that must get no request. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Socket } from "node:net"
import * as Certificates from "./Certificates.js"
import type { Context, ErrorBody, Place } from "./InjectedFault.js"
import * as Faults from "./Faults.js"
import * as Http from "./Http.js"
import { listen } from "./Listener.js"
import { type Request, take } from "./Requests.js"
import { play, type Step, write } from "./Step.js"

/** `body` is the text of a good response, a JSON object; `error` is what the server says with an error's status. */
export interface Options {
  readonly body: string
  readonly error?: (status: number) => ErrorBody
}

export interface Origin {
  /** The URL, without a trailing slash; the server answers every path below it. */
  readonly url: string
  /** Every complete request so far, oldest first. */
  readonly requests: ReadonlyArray<Request>
  readonly connections: () => number
  /** How many bytes arrived, in complete requests or not. */
  readonly received: () => number
  /** Resolves when the first bytes have arrived. */
  readonly touched: Promise<void>
  /** Resolves when the first complete request has arrived. */
  readonly asked: Promise<void>
}

export interface FaultServer extends Origin {
  /** The second origin. It answers without a fault, and redirects lead to it. */
  readonly secondOrigin: Origin
  /** Closes all connections; resolves when the ports are free. */
  readonly close: () => Promise<void>
}

export const start = async (fault: Faults.Name, options: Options): Promise<FaultServer> => {
  const { answer, at = "answers" } = Faults.get(fault)
  const secondOrigin = await open("answers", () => [write(Http.json(options.body))])
  const first = await open(at, (request, attempt, url) =>
    answer({
      body: options.body,
      error: options.error ?? plainError,
      attempt,
      url,
      path: request.path,
      elsewhere: secondOrigin.url
    } satisfies Context)
  )
  const close = async () => {
    await Promise.all([first.close(), secondOrigin.close()])
  }
  return { ...first, secondOrigin, close }
}

/** Runs the server until the scope closes. */
export const make = (fault: Faults.Name, options: Options): Effect.Effect<FaultServer, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() => start(fault, options)),
    (server) => Effect.promise(server.close)
  )

const plainError = (status: number): ErrorBody => ({
  contentType: "application/json",
  body: JSON.stringify({ detail: `the server says ${status}` })
})

type Answer = (request: Request, attempt: number, url: string) => ReadonlyArray<Step>

const open = async (place: Place, answer: Answer) => {
  const requests: Array<Request> = []
  let received = 0
  let onBytes = (): void => undefined
  let onRequest = (): void => undefined
  const touched = new Promise<void>((resolve) => {
    onBytes = resolve
  })
  const asked = new Promise<void>((resolve) => {
    onRequest = resolve
  })
  // The server answers the requests of a connection one after the other; those that arrive meanwhile wait in the buffer.
  const serve = (socket: Socket, connection: number) => {
    let buffer: Buffer = Buffer.alloc(0)
    let busy = false
    const work = async () => {
      busy = true
      for (let next = take(buffer, connection); next !== undefined; next = take(buffer, connection)) {
        const [request, rest] = next
        buffer = rest
        requests.push(request)
        onRequest()
        await play(socket, answer(request, requests.length, url))
      }
      busy = false
    }
    socket.on("data", (data) => {
      received += data.length
      onBytes()
      buffer = Buffer.concat([buffer, data])
      if (!busy) void work()
    })
  }
  const listener = await listen(serve, tlsOf(place))
  const url = urlOf(place, listener.port)
  const { close, connections } = listener
  return { url, requests, received: () => received, touched, asked, connections, close }
}

const tlsOf = (place: Place) => {
  if (place === "tls-self-signed") return Certificates.selfSigned
  return place === "tls-wrong-host" ? Certificates.wrongHost : undefined
}

const urlOf = (place: Place, port: number): string => {
  if (place === "no-such-host") return `https://${unresolvable}`
  if (place === "closed") return `http://127.0.0.1:${unassigned}`
  return `${place.startsWith("tls-") ? "https" : "http"}://127.0.0.1:${port}`
}

// No label of a name has more than 63 bytes (RFC 1035, 2.3.4), so no resolver on the network is asked.
const unresolvable = `${"n".repeat(64)}.invalid`

// A port that was open a moment ago may be given to another server. This one is unassigned (IANA), and only root can open it.
const unassigned = 4
