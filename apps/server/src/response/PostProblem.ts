/** The problem of a request, with the delivery of the post if the request is one. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import type { Problem } from "@org/messages-core"
import { IdempotencyKey } from "@org/messages-idempotency"
import type { IncomingHttpHeaders } from "node:http"

/** The parts of a request that matter here. */
export interface Refused {
  readonly method?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** The problem as it is, unless the request is a post. */
export const of = (problem: Problem.Problem, { headers, method }: Refused): Problem.Problem =>
  method === "POST" ? RequestProblem.ofPost(problem, headers[IdempotencyKey.header] !== undefined) : problem
