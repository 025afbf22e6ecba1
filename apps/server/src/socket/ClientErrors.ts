/** Responds with a problem to input that never becomes a request (malformed, too slow, headers too large, CONNECT), instead of cutting the connection. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { Problem } from "@org/messages-core"
import { type IncomingMessage, STATUS_CODES, type Server, type ServerResponse } from "node:http"
import type { Duplex } from "node:stream"
import * as RequestId from "../request/RequestId.js"
import * as CommonHeaders from "../response/CommonHeaders.js"
import * as PostProblem from "../response/PostProblem.js"
import { problemBody } from "../response/Response.js"

/** Node's error, with the bytes that it could not parse. */
type ClientError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer }

/** Handles the client errors of a server, and calls `log` for every response. */
export const listen = (server: Server, log: (status: number, requestId: string) => void): void => {
  const answers = new WeakMap<Duplex, ServerResponse>()
  const refused = new WeakSet<Duplex>()

  const refuse = (socket: Duplex, problem: Problem.Problem) => {
    const requestId = RequestId.from(undefined)
    log(problem.status, requestId)
    refused.add(socket)
    socket.on("error", () => socket.destroy())
    socket.end(text(problem, requestId))
    // Closing with unread bytes would reset the connection, and the response would be lost.
    socket.resume()
    setTimeout(() => socket.destroy(), linger).unref()
  }

  server.on("request", ({ socket }, response) => answers.set(socket, response))
  server.on("connect", (_, socket) =>
    refuse(socket, RequestProblem.malformedRequest("CONNECT asks for a tunnel, and this server is not a proxy"))
  )
  server.on("clientError", (error: ClientError, socket) => {
    // Every further byte of a refused request raises another error.
    if (refused.has(socket)) return
    const answer = answers.get(socket)
    if (error.code === "ECONNRESET" || !socket.writable || (answer !== undefined && isHalf(answer)))
      return void socket.destroy()
    if (answer !== undefined && isPending(answer)) {
      refused.add(socket)
      return void answer.once("close", () => refuse(socket, problemOf(error, undefined)))
    }
    // The handler still waits for the rest of this request; closing the response interrupts it.
    answer?.emit("close")
    refuse(socket, problemOf(error, answer?.req.complete === false ? answer.req : undefined))
  })
}

const linger = 1_000

/** Whether a response has begun before the request was complete. A second response would be read as part of the first. */
const isHalf = ({ headersSent, req }: ServerResponse): boolean => headersSent && !req.complete

/** Whether a complete request still waits for its response. A second response would be read as the response to that request. */
const isPending = ({ req, writableFinished }: ServerResponse): boolean => req.complete && !writableFinished

/** The problem of a request of which only a part was parsed, or `undefined`. */
const problemOf = (error: ClientError, request: IncomingMessage | undefined): Problem.Problem =>
  PostProblem.of(problem(error), request ?? { ...startOf(error), headers: {} })

/** The method and the target of a request that was not parsed, if its first bytes are at hand. */
const startOf = ({ rawPacket }: ClientError): Pick<PostProblem.Refused, "method" | "url"> => {
  const [, method, url] = /^([A-Z]+) (?:(\S{1,200}) )?/.exec(rawPacket?.toString("latin1", 0, 256) ?? "") ?? []
  return { method, url }
}

const problem = ({ code }: ClientError): Problem.Problem => {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return RequestProblem.headersTooLarge
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return RequestProblem.requestTimeout
    default:
      return RequestProblem.malformedRequest("This is not HTTP/1.1 (RFC 9112)")
  }
}

const text = (problem: Problem.Problem, requestId: string): string => {
  const body = problemBody(problem, requestId)
  const own = {
    connection: "close",
    "content-type": Problem.contentType,
    "content-length": String(Buffer.byteLength(body))
  }
  const headers = CommonHeaders.withThose(own, requestId)
  const lines = headers.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${headers[index + 1]}`] : []))
  return [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`, ...lines, "", body].join("\r\n")
}
