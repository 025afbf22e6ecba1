/** The problem of a request, with `delivery` if the request is a post. Some requests with the method POST post no message. */
import * as Endpoint from "@org/messages-api/Endpoint"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import type { Problem } from "@org/messages-core"
import { IdempotencyKey } from "@org/messages-idempotency"
import type { IncomingHttpHeaders } from "node:http"
import * as RequestTarget from "../request/RequestTarget.js"
import * as Router from "../routes/Router.js"

/** The parts of a request that decide this. */
export interface Refused {
  readonly method?: string | undefined
  /** The target of the request, if it is known. */
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** The problem as it is, unless the request is a post. */
export const of = (problem: Problem.Problem, { headers, method, url }: Refused): Problem.Problem => {
  if (method !== "POST") return problem
  return postsNothing(url)
    ? RequestProblem.ofRead(problem)
    : RequestProblem.ofPost(problem, headers[IdempotencyKey.header] !== undefined)
}

const postsNothing = (url = ""): boolean => paths.has(Router.unescapeUnreserved(RequestTarget.parse(url)?.path ?? ""))

const { convertDocument, getMessages, startExport } = Endpoint.endpoints
const paths: ReadonlySet<string> = new Set([convertDocument.path, getMessages.path, startExport.path])
