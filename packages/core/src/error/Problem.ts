/** An error as problem details (RFC 9457), the form in which it leaves the command line and the server. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { compact } from "../json/Json.js"
import { Operation } from "../port/Operation.js"
import { Provider } from "../provider/Provider.js"
import * as ErrorStatus from "./ErrorStatus.js"
import { Delivery, MessageError, Origin, Reason } from "./MessageError.js"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

/** `type` is stable and names the error; `upstream` is what the provider said; `retryAfter` is in whole seconds, rounded up. */
export const Problem = Schema.Struct({
  type: Schema.String,
  title: Schema.String,
  status: Schema.Int,
  detail: optional(Schema.String),
  instance: optional(Schema.String),
  origin: Origin,
  provider: optional(Provider),
  operation: optional(Operation),
  reason: optional(Reason),
  ref: optional(Schema.String),
  path: optional(Schema.String),
  problem: optional(Schema.String),
  variable: optional(Schema.String),
  url: optional(Schema.String),
  limitBytes: optional(Schema.Int),
  attempts: optional(Schema.Int),
  delivery: optional(Delivery),
  retryAfter: optional(Schema.Int),
  upstream: optional(
    Schema.Struct({
      status: optional(Schema.Int),
      title: optional(Schema.String),
      detail: optional(Schema.String),
      requestId: optional(Schema.String),
      cause: optional(Schema.String)
    })
  ),
  requestId: optional(Schema.String)
}).annotations({ identifier: "Problem", description: "Problem details (RFC 9457)" })

export type Problem = typeof Problem.Type

/** The media type of problem details (RFC 9457). */
export const contentType = "application/problem+json"

/** An error of the port as problem details; `detail` is the error's message. */
export const of = (error: MessageError): Problem => {
  const { origin, status } = ErrorStatus.of(error)
  const { title, type } = name(error)
  return compact({ type, title, status, detail: error.message, origin, ...members(error) })
}

/** The error that a problem was made of, or nothing if it is not the problem of a `MessageError`. Waits come back in whole seconds. */
export const toError = (problem: Problem): Option.Option<MessageError> => {
  const {
    attempts,
    delivery,
    detail = "",
    limitBytes,
    operation,
    origin,
    path,
    provider,
    reason,
    ref,
    upstream
  } = problem
  const { cause, ...response } = upstream ?? {}
  const tag = reason === undefined ? tags.get(problem.type) : "ProviderFailure"
  const expected = problem.problem?.replace(/^expected /, "")
  const retryAfterMs =
    problem.retryAfter === undefined ? undefined : Math.min(problem.retryAfter * 1000, Number.MAX_SAFE_INTEGER)
  const members = { provider, operation, origin, reason, ref, path, limitBytes, attempts, delivery, retryAfterMs }
  const text = { url: problem.url, variable: problem.variable, problem: problem.problem }
  const input = tag === "InvalidRef" ? Option.getOrUndefined(quoted(detail)) : undefined
  return decodeError(compact({ ...response, cause, ...members, ...text, input, expected, _tag: tag }))
}

const decodeError = Schema.decodeUnknownOption(MessageError)

/** The JSON string at the start of a text: an `InvalidRef` repeats its input there, and only there. */
const quoted = (text: string): Option.Option<string> =>
  Schema.decodeOption(Schema.parseJson(Schema.String))(/^"(?:[^"\\]|\\.)*"/.exec(text)?.[0] ?? "")

/** A problem's `type`: a URN, as there is no page that it could lead to. */
export const typeOf = (name: string): string => `urn:messages:problem:${name}`

const name = (error: MessageError) => nameOf(error._tag === "ProviderFailure" ? error.reason : error._tag)

const nameOf = (kind: string) => {
  const words = kind.split(/(?=[A-Z])/)
  return { type: typeOf(words.join("-").toLowerCase()), title: sentence(words) }
}

const sentence = ([first = "", ...rest]: ReadonlyArray<string>): string =>
  [first, ...rest.map((word) => word.toLowerCase())].join(" ")

const members = (error: MessageError) => {
  switch (error._tag) {
    case "InvalidRef":
      return { problem: `expected ${error.expected}` }
    case "InvalidDraft":
      return { provider: error.provider, path: error.path, problem: error.problem, limitBytes: error.limitBytes }
    case "NotConfigured":
      return { provider: error.provider, variable: error.variable }
    case "NotSupported":
      return { provider: error.provider, operation: error.operation }
    case "MessageNotFound":
    case "ConversationNotFound":
      return { provider: error.provider, ref: error.ref, attempts: error.attempts, upstream: heard(error) }
    case "GatewayFailure":
      return { url: error.url, problem: error.problem, delivery: error.delivery, upstream: heard(error) }
    case "ProviderFailure":
      return {
        provider: error.provider,
        operation: error.operation,
        reason: error.reason,
        path: error.path,
        problem: error.problem,
        attempts: error.attempts,
        delivery: error.delivery,
        retryAfter: error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1000),
        upstream: heard(error)
      }
  }
}

const heard = (error: {
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  readonly requestId?: string
  readonly cause?: unknown
}) => {
  const { detail, requestId, status, title } = error
  const cause = typeof error.cause === "string" ? error.cause : undefined
  const all = compact({ status, title, detail, requestId, cause })
  return Object.keys(all).length === 0 ? undefined : all
}

const tags = new Map(MessageError.members.map(({ _tag }) => [nameOf(_tag).type, _tag] as const))
