/** The answer to a post in the form in which it is kept: whatever a replay has to repeat, byte for byte. */
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import { type Messages, Problem } from "@org/messages-core"
import * as Schema from "effect/Schema"
import * as Answer from "./Answer.js"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

export const Kept = Schema.Struct({
  status: Schema.Int.pipe(Schema.between(200, 599)),
  contentType: Schema.String,
  location: optional(Schema.String),
  retryAfter: optional(Schema.Int),
  body: Schema.String
})

export type Kept = typeof Kept.Type

export const ofPosted = (posted: Messages.Posted): Kept => ({
  status: 201,
  contentType: "application/json",
  location: `/v1/messages/${encodeURIComponent(posted.ref)}`,
  body: JSON.stringify(posted)
})

/** It names the request that failed, also where it is told again. */
export const ofProblem = (problem: Problem.Problem, requestId: string): Kept => ({
  status: problem.status,
  contentType: Problem.contentType,
  ...(problem.retryAfter !== undefined && { retryAfter: problem.retryAfter }),
  body: Answer.body(problem, requestId)
})

export const response = ({ body, contentType, location, retryAfter, status }: Kept) =>
  HttpServerResponse.uint8Array(new TextEncoder().encode(body), {
    status,
    contentType,
    headers: {
      ...(location !== undefined && { location }),
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) })
    }
  })
