/** Errors as problem details (RFC 9457), the form in which the command line and the server show them. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { optional, required } from "../schema/SchemaField.js"
import { compact } from "../json/Json.js"
import { Operation } from "../port/Operation.js"
import { Provider } from "../provider/Provider.js"
import * as ErrorStatus from "./ErrorStatus.js"
import type { FormatError } from "./FormatError.js"
import { ArchiveReason, Delivery, MessageError, Origin, Reason } from "./MessageError.js"
import * as UpstreamError from "./UpstreamError.js"

const text = (description: string) => optional(Schema.String, description)

/** Problem details of an error. */
export const Problem = Schema.Struct({
  type: required(Schema.String, "A stable URN that names the kind of problem"),
  title: required(Schema.String, "The kind of problem in a few words"),
  status: required(Schema.Int, "The HTTP status"),
  detail: text("What went wrong, as a sentence"),
  instance: text("The path of the request"),
  origin: required(Origin, "Who has to act"),
  provider: optional(Provider, "The provider that was asked"),
  operation: optional(Operation, "What was asked of the provider"),
  reason: optional(Reason, "Why the provider gave no usable response"),
  ref: text("The ref of what was not found"),
  format: text("The format of the document that cannot be read or written"),
  path: text("Where the problem is, as a JSON Pointer into the draft, the document or the provider's response"),
  problem: text("What is wrong there"),
  variable: text("The environment variable that is not set"),
  url: text("The URL of the remote server that failed"),
  archive: optional(
    Schema.Struct({
      reason: required(ArchiveReason, "What kind of failure it is"),
      place: required(Schema.String, "The file of the archive, or the setting that names its database"),
      advice: required(Schema.String, "What to do")
    }),
    "The archive that cannot be used"
  ),
  limit: optional(Schema.Int, "The limit of this program that was exceeded"),
  setting: text("The environment variable that this limit can be changed with"),
  limitBytes: optional(Schema.Int, "The size limit that was exceeded, in bytes"),
  attempts: optional(Schema.Int, "How many requests were sent to the provider"),
  delivery: optional(Delivery, "Whether a post reached its conversation"),
  retryAfter: optional(Schema.Int, "How long the provider asks to wait, in seconds, rounded up"),
  upstream: optional(
    Schema.Struct({
      status: optional(Schema.Int, "The HTTP status of the provider's response"),
      title: text("The title of the provider's error"),
      detail: text("The detail of the provider's error"),
      requestId: text("The provider's id of the request"),
      cause: text("A short code of the network error, such as ECONNREFUSED"),
      ...UpstreamError.fields
    }),
    "What the provider's response said, or how the network failed"
  ),
  requestId: text("The id of the request to this program")
}).annotations({ identifier: "Problem", description: "Problem details (RFC 9457)" })

export type Problem = typeof Problem.Type

/** The media type of problem details (RFC 9457). */
export const contentType = "application/problem+json"

/** An error of the port or of a conversion as problem details; `detail` is the error's message. */
export const of = (error: MessageError | FormatError): Problem => {
  const { origin, status } = ErrorStatus.of(error)
  const { title, type } = name(error)
  return compact({ type, title, status, detail: error.message, origin, ...members(error) })
}

/** The error that a problem was made from; `none` if it is not the problem of a `MessageError`. `retryAfterMs` is rounded up to seconds. */
export const toError = (problem: Problem): Option.Option<MessageError> => {
  const {
    archive,
    attempts,
    delivery,
    detail = "",
    limit,
    limitBytes,
    operation,
    origin,
    path,
    provider,
    reason,
    ref,
    setting,
    upstream
  } = problem
  const { cause, detail: upstreamDetail, requestId, status, title, ...rest } = upstream ?? {}
  const response = { cause, detail: upstreamDetail, requestId, status, title, upstream: upstream && some(rest) }
  const tag = reason === undefined ? tags.get(problem.type) : "ProviderFailure"
  const expected = problem.problem?.replace(/^expected /, "")
  const retryAfterMs =
    problem.retryAfter === undefined ? undefined : Math.min(problem.retryAfter * 1000, Number.MAX_SAFE_INTEGER)
  const members = {
    provider,
    operation,
    origin,
    reason,
    ref,
    path,
    limit,
    setting,
    limitBytes,
    attempts,
    delivery,
    retryAfterMs
  }
  const text = { url: problem.url, variable: problem.variable, problem: problem.problem }
  const input = tag === "InvalidRef" ? Option.getOrUndefined(quoted(detail)) : undefined
  return decodeError(compact({ ...response, ...members, ...text, ...archive, input, expected, _tag: tag }))
}

const decodeError = Schema.decodeUnknownOption(MessageError)

/** The JSON string at the start of `detail`: an `InvalidRef` repeats its input there, and nowhere else. */
const quoted = (text: string): Option.Option<string> =>
  Schema.decodeOption(Schema.parseJson(Schema.String))(/^"(?:[^"\\]|\\.)*"/.exec(text)?.[0] ?? "")

/** A problem's `type`: a URN, because there is no page to link to. */
export const typeOf = (name: string): string => `urn:messages:problem:${name}`

const name = (error: MessageError | FormatError) => nameOf(error._tag === "ProviderFailure" ? error.reason : error._tag)

const nameOf = (kind: string) => {
  const words = kind.split(/(?=[A-Z])/)
  return { type: typeOf(words.join("-").toLowerCase()), title: sentence(words) }
}

const sentence = ([first = "", ...rest]: ReadonlyArray<string>): string =>
  [first, ...rest.map((word) => word.toLowerCase())].join(" ")

const members = (error: MessageError | FormatError) => {
  switch (error._tag) {
    case "InvalidDocument":
      return { format: error.format, path: error.path, problem: error.problem, limitBytes: error.limitBytes }
    case "NotExpressible":
      return { format: error.format, problem: error.problem }
    case "InvalidRef":
      return { problem: `expected ${error.expected}`, delivery: error.delivery }
    case "InvalidCursor":
      return { problem: error.problem, delivery: error.delivery }
    case "ConversationChanged":
      return { ref: error.ref, delivery: error.delivery }
    case "InvalidDraft":
      return {
        provider: error.provider,
        path: error.path,
        problem: error.problem,
        limitBytes: error.limitBytes,
        delivery: error.delivery
      }
    case "NotConfigured":
      return { provider: error.provider, variable: error.variable, delivery: error.delivery }
    case "NotSupported":
      return { provider: error.provider, operation: error.operation, problem: error.problem, delivery: error.delivery }
    case "MessageNotFound":
    case "ConversationNotFound":
      return {
        provider: error.provider,
        ref: error.ref,
        attempts: error.attempts,
        delivery: error.delivery,
        upstream: upstreamOf(error)
      }
    case "ArchiveFailure": {
      const { advice, delivery, place, problem, reason } = error
      return { problem, delivery, archive: { reason, place, advice } }
    }
    case "GatewayFailure":
      return { url: error.url, problem: error.problem, delivery: error.delivery, upstream: upstreamOf(error) }
    case "ProviderFailure":
      return {
        provider: error.provider,
        operation: error.operation,
        reason: error.reason,
        path: error.path,
        problem: error.problem,
        limit: error.limit,
        setting: error.setting,
        attempts: error.attempts,
        delivery: error.delivery,
        retryAfter: error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1000),
        upstream: upstreamOf(error)
      }
  }
}

const upstreamOf = (error: {
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  readonly requestId?: string
  readonly cause?: unknown
  readonly upstream?: UpstreamError.UpstreamError
}) => {
  const { detail, requestId, status, title, upstream } = error
  const cause = typeof error.cause === "string" ? error.cause : undefined
  return some(compact({ status, title, detail, requestId, cause, ...upstream }))
}

const some = <A extends object>(object: A): A | undefined => (Object.keys(object).length === 0 ? undefined : object)

const tags = new Map(MessageError.members.map(({ _tag }) => [nameOf(_tag).type, _tag] as const))
