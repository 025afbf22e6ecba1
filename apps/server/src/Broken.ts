/** Answers what never becomes a request (broken, too slow, headers too large, CONNECT) with a problem and not with a cut connection. */
import { Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { STATUS_CODES, type Server, type ServerResponse } from "node:http"
import type { Duplex } from "node:stream"
import * as Answer from "./Answer.js"
import * as Refusal from "./Refusal.js"
import * as RequestId from "./RequestId.js"

export const listen = (server: Server, log: (line: Effect.Effect<void>) => void): void => {
  const answers = new WeakMap<Duplex, ServerResponse>()
  const refused = new WeakSet<Duplex>()

  const refuse = (socket: Duplex, problem: Problem.Problem) => {
    const requestId = RequestId.from(undefined)
    log(Effect.annotateLogs(Effect.logInfo("broken request"), { status: problem.status, requestId }))
    refused.add(socket)
    socket.on("error", () => socket.destroy())
    socket.end(text(problem, requestId))
    // To close with bytes unread would reset the connection and take the answer with it.
    socket.resume()
    setTimeout(() => socket.destroy(), linger).unref()
  }

  server.on("request", ({ socket }, response) => answers.set(socket, response))
  server.on("connect", (_, socket) =>
    refuse(socket, Refusal.malformedRequest("CONNECT asks for a tunnel, and this is no proxy"))
  )
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // Each further byte of what has been refused is an error again.
    if (refused.has(socket)) return
    const answer = answers.get(socket)
    if (error.code === "ECONNRESET" || !socket.writable || (answer !== undefined && isHalf(answer)))
      return void socket.destroy()
    if (answer !== undefined && isPending(answer)) {
      refused.add(socket)
      return void answer.once("close", () => refuse(socket, problem(error.code)))
    }
    // Whoever still waits for the rest of this request shall not act on it.
    answer?.emit("close")
    refuse(socket, problem(error.code))
  })
}

const linger = 1_000

/** A second answer would be taken for a part of the first. */
const isHalf = ({ headersSent, req }: ServerResponse): boolean => headersSent && !req.complete

/** A second answer would be taken for that to an earlier request. */
const isPending = ({ req, writableFinished }: ServerResponse): boolean => req.complete && !writableFinished

const problem = (code: string | undefined): Problem.Problem => {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return Refusal.headersTooLarge
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return Refusal.requestTimeout
    default:
      return Refusal.malformedRequest("This is not HTTP/1.1 (RFC 9112)")
  }
}

const text = (problem: Problem.Problem, requestId: string): string => {
  const body = Answer.body(problem, requestId)
  const headers = {
    ...Answer.headers(requestId),
    connection: "close",
    "content-type": Problem.contentType,
    "content-length": String(Buffer.byteLength(body))
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`, ...lines, "", body].join("\r\n")
}
