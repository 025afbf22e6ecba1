/** The steps of every request: target, access, stopping, route, handler, compression. The result is always a response. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { Problem } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { IncomingMessage } from "node:http"
import * as DefectDetails from "../log/DefectDetails.js"
import type { ServerExports } from "../exports/ServerExports.js"
import { Log } from "../log/Log.js"
import * as Access from "../request/Access.js"
import type { Request } from "../request/Request.js"
import * as RequestId from "../request/RequestId.js"
import * as RequestTarget from "../request/RequestTarget.js"
import * as Compression from "../response/Compression.js"
import * as CrossOrigin from "../response/CrossOrigin.js"
import * as PostProblem from "../response/PostProblem.js"
import * as Response from "../response/Response.js"
import { Readiness } from "../socket/Readiness.js"
import { Settings } from "../start/Settings.js"
import * as Handlers from "./Handlers.js"
import type * as PostHandler from "./PostHandler.js"
import * as Router from "./Router.js"

/** A request and its future response. */
export interface Exchange {
  readonly request: Request
  /** The path with names instead of ids, for the log. */
  readonly template: string
  /** Never fails; is interrupted when the caller has disconnected. */
  readonly respond: Effect.Effect<Response.Response>
}

/** What the pipeline needs. */
export type Needs = PostHandler.Needs | ServerExports | Log

/** Makes the pipeline. It runs every step except the handler synchronously. */
export const make: Effect.Effect<(source: IncomingMessage) => Exchange, never, Needs> = Effect.gen(function* () {
  const { origins, tokens } = yield* Settings
  const readiness = yield* Readiness
  const log = yield* Log
  const find = Router.make(yield* Handlers.make)
  const crossOrigin = CrossOrigin.make(origins)
  const accessProblem = Access.check(tokens, crossOrigin)

  /** Why a request is not handled, or `undefined`. */
  const check = (request: Request, target: RequestTarget.RequestTarget | undefined): Problem.Problem | undefined => {
    if (target === undefined) return RequestProblem.malformedRequest("The target of the request is not well-formed")
    if (hasTwoHosts(request.source)) return RequestProblem.malformedRequest("The header Host comes more than once")
    const refused = accessProblem(request)
    if (refused !== undefined) return refused
    return readiness.isStopping() && request.path !== "/healthz" ? RequestProblem.stopping : undefined
  }

  const answer = (request: Request) => (cause: Cause.Cause<Problem.Problem>) => {
    if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
    const error = Cause.squash(cause)
    if (isProblem(error)) return Effect.succeed(responseTo(request, error))
    log.error("defect", { ...DefectDetails.of(error), requestId: request.id })
    return Effect.succeed(responseTo(request, RequestProblem.internal))
  }

  return (source: IncomingMessage): Exchange => {
    const { headers, method = "", url = "" } = source
    const target = RequestTarget.parse(url)
    const request: Request = {
      id: RequestId.from(headers[RequestId.header]),
      method,
      path: target?.path ?? "",
      query: target?.query ?? "",
      headers: target?.host === undefined || headers.host === undefined ? headers : { ...headers, host: target.host },
      source
    }
    const found = target === undefined ? undefined : find(target.path)
    const problem = check(request, target)
    const exchange = (respond: Effect.Effect<Response.Response>): Exchange => ({
      request,
      template: found?.place.template ?? "unknown",
      respond: crossOrigin.share(request, Compression.encode(request, respond))
    })
    const refuse = (problem: Problem.Problem, headers?: Response.Headers) =>
      exchange(Effect.succeed(responseTo(request, problem, headers)))
    if (problem !== undefined) return refuse(problem)
    if (crossOrigin.isPreflight(request)) return exchange(Effect.succeed(CrossOrigin.preflight(request)))
    if (found === undefined) return refuse(RequestProblem.unknownRoute)
    const { allow, handle: handlerOf } = found.place
    const handle = handlerOf(method)
    if (handle === undefined) return refuse(RequestProblem.methodNotAllowed(allow), { allow })
    const handled = Effect.suspend(() => handle(request, found.segment))
    return exchange(Effect.catchAllCause(handled, answer(request)))
  }
})

/** Every problem becomes a response here, so that no refusal of a post leaves out whether the post was delivered. */
const responseTo = ({ headers, id, method, path }: Request, problem: Problem.Problem, more?: Response.Headers) =>
  Response.problem(PostProblem.of(problem, { method, url: path, headers }), id, more)

/** Node keeps the first and drops the others (RFC 9112, section 3.2, asks for 400). */
const hasTwoHosts = ({ rawHeaders }: IncomingMessage): boolean => {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === "host") hosts += 1
  return hosts > 1
}

const isProblem = Schema.is(Problem.Problem)
