/** Reads a response that is not a success: its status, the provider's explanation, and how long to wait. */
import { Json, type Provider, type CredentialRedaction } from "@org/messages-core"
import * as Either from "effect/Either"
import { type ExchangeFailure, malformed } from "../exchange/ExchangeFailure.js"
import { type Accept, type BodyLimit, header, type HttpResponse } from "../exchange/HttpExchange.js"
import * as RetryAfter from "../resilience/RetryAfter.js"
import * as ErrorBody from "./ErrorBody.js"
import * as MissingRoute from "./MissingRoute.js"
import * as ResponseBody from "./ResponseBody.js"
import * as StatusFailure from "./StatusFailure.js"

/** Reads the body of a success up to `maximumBytes`. The body of an error is optional: it is read only if it is small and fast. */
export const accept = (maximumBytes: number, redact: CredentialRedaction.Redact): Accept => {
  const success: Either.Either<BodyLimit> = Either.right({ maximumBytes })
  const error: Either.Either<BodyLimit> = Either.right({ maximumBytes: 65_536, patienceMs: 1000 })
  return ({ headers, status }) => {
    if (StatusFailure.of(status) !== undefined) return error
    const encoding = header(headers, "content-encoding")
    return encoding === undefined || identity.test(encoding)
      ? success
      : Either.left(malformed(`the content-encoding ${JSON.stringify(redact(encoding))} was not requested`))
  }
}

/** The failure of a provider's response with an error status; `now` (epoch milliseconds) is for a `Retry-After` that is a date. */
export const read = (
  provider: Provider.Provider,
  { body, headers, status }: HttpResponse,
  failure: ExchangeFailure,
  redact: CredentialRedaction.Redact,
  now: number
): ExchangeFailure => {
  const json = Either.getOrUndefined(ResponseBody.json(body))
  const details = ErrorBody.read(json, redact)
  const requestId = header(headers, "x-request-id") ?? header(headers, "request-id")
  const isRedirect = StatusFailure.redirects.has(status)
  const missingRoute = MissingRoute.problem(provider, status, body, json)
  return {
    ...failure,
    ...(missingRoute !== undefined && { reason: "Rejected" as const }),
    ...details,
    ...Json.compact({
      requestId: requestId === undefined ? details.requestId : redact(requestId),
      retryAfterMs: RetryAfter.parse(headers, now),
      problem: isRedirect ? redirectTarget(header(headers, "location"), redact) : missingRoute
    })
  }
}

const identity = /^\s*(identity)?\s*$/i

/** The origin of a redirect's target. Its path and query may hold secrets. */
const redirectTarget = (location: string | undefined, redact: CredentialRedaction.Redact): string | undefined => {
  if (location === undefined || !URL.canParse(location)) return undefined
  const { host, protocol } = new URL(location)
  return redact(`it redirects to ${protocol}//${host}`)
}
