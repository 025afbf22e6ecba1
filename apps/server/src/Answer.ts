/** What every answer has, and a problem as an answer: the same through the router and past it. */
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import { Json, Problem } from "@org/messages-core"
import * as RequestId from "./RequestId.js"

type Headers = Readonly<Record<string, string>>

/** A browser may show an answer as what it is, to this site only, and keep none that does not say so. */
export const headers = (requestId: string): Headers => ({
  [RequestId.header]: requestId,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store"
})

/** The answer with the headers of all; what it says itself stays. */
export const complete = (response: HttpServerResponse.HttpServerResponse, requestId: string) =>
  HttpServerResponse.setHeaders(response, { ...headers(requestId), ...response.headers })

export const body = (problem: Problem.Problem, requestId: string): string => JSON.stringify({ ...problem, requestId })

export const ofProblem = (problem: Problem.Problem, requestId: string, more: Headers = {}) =>
  HttpServerResponse.text(body(problem, requestId), {
    status: problem.status,
    contentType: Problem.contentType,
    headers: Json.compact({
      ...more,
      "retry-after": problem.retryAfter === undefined ? undefined : String(problem.retryAfter),
      "www-authenticate": problem.status === 401 ? 'Bearer realm="messages"' : undefined
    })
  })
