/** The problems that the server itself detects, as problem details: all failures that do not come from the port. */
import { Json, type MessageError, Problem } from "@org/messages-core"

type Members = Partial<
  Pick<Problem.Problem, "path" | "problem" | "limit" | "setting" | "limitBytes" | "retryAfter" | "delivery">
>

/** The request is not well-formed HTTP, or its target or headers cannot be used (400). */
export const malformedRequest = (detail: string) => make(400, "malformed-request", "Malformed request", detail)

/** A parameter of the query is missing, unknown, repeated or invalid (400). `problem` completes a sentence about it. */
export const invalidParameter = (name: string, problem: string) =>
  make(400, "invalid-parameter", "Invalid parameter", `The parameter ${name} ${problem}`, { problem })

/** The requested output format is unknown or read-only (400). `names` lists the valid ones. */
export const unknownFormat = (names: ReadonlyArray<string>) =>
  make(400, "unknown-format", "Unknown format", `The output format must be one of ${names.join(", ")}`)

/** The body is not JSON in UTF-8 (400). */
export const malformedBody = (problem: string) =>
  make(400, "malformed-body", "Malformed body", `The body cannot be read: ${problem}`, {
    problem,
    delivery: "not-delivered"
  })

/** The header Idempotency-Key is not a key (400). */
export const malformedKey = make(
  400,
  "malformed-idempotency-key",
  "Malformed idempotency key",
  'The header Idempotency-Key is a string of 1 to 255 visible ASCII characters, such as "8e03978e-40d5-43e8-bc93-6894a57f9324"',
  { delivery: "not-delivered" }
)

/** The request has no valid token (401). */
export const unauthenticated = make(
  401,
  "unauthenticated",
  "Unauthenticated",
  "This endpoint needs the header Authorization with Bearer and one of the tokens of this server"
)

/** A browser sent the request for a page of another site (403). */
export const crossSite = make(
  403,
  "cross-site",
  "Cross-site request",
  "Without tokens, this server refuses browser requests from pages of other sites"
)

/** No endpoint has the path (404). */
export const unknownRoute = make(
  404,
  "unknown-route",
  "Unknown route",
  "No endpoint has this path. A ref is one segment of a path: percent-encode it, including its slashes"
)

/** The endpoint does not take this method (405). `allow` is the value of the header Allow. */
export const methodNotAllowed = (allow: string) =>
  make(405, "method-not-allowed", "Method not allowed", `This endpoint supports ${allow}`)

/** The request did not arrive in time (408). */
export const requestTimeout = make(408, "request-timeout", "Request timeout", "The request did not arrive in time")

/** The body came too slowly (408). */
export const bodyTooSlow = make(
  408,
  "body-too-slow",
  "Body too slow",
  "After its first 10 seconds, a body must arrive at an average of 1 KB a second or more"
)

/** The first request with the same key is still running (409). */
export const postInProgress = make(
  409,
  "post-in-progress",
  "Post in progress",
  "The first request with this Idempotency-Key is still running",
  { retryAfter: 1, delivery: "unknown" }
)

/** The body exceeds the limit, which is in bytes (413). */
export const bodyTooLarge = (limitBytes: number) =>
  make(413, "body-too-large", "Body too large", `A body may have at most ${limitBytes} bytes`, {
    limitBytes,
    setting: "MESSAGES_BODY_LIMIT",
    delivery: "not-delivered"
  })

/** The JSON of the body exceeds the limit, which is in bytes (413). */
export const jsonTooLarge = (limitBytes: number) =>
  make(
    413,
    "json-too-large",
    "JSON too large",
    `Without its base64 texts, a body may have at most ${limitBytes} bytes; send large texts as files with their bytes in base64`,
    { limitBytes, setting: "MESSAGES_JSON_LIMIT", delivery: "not-delivered" }
  )

/** The document has more values than one conversion accepts (413). */
export const documentTooLarge = (limit: number) =>
  make(
    413,
    "document-too-large",
    "Document too large",
    `A document may have at most ${limit} JSON values, where a key counts as three: convert it in pieces, or with the command line`,
    { limit }
  )

/** What a read shows in another format is too large (422). The canonical form has no such limit. */
const tooLargeIn = (what: "message" | "page", advice: string) => (limit: number, limitBytes: number) =>
  make(
    422,
    `${what}-too-large`,
    `${what === "message" ? "Message" : "Page"} too large`,
    `In another format, a ${what} may have at most ${limit} JSON values, where a key counts as three, and ${limitBytes} bytes without its base64 texts: ${advice}`,
    { limit, limitBytes }
  )

/** The message is too large to be shown in another format (422). Its canonical form has no such limit. */
export const messageTooLarge = tooLargeIn("message", "read it without a format, and convert it with the command line")

/** The messages of a page are too large to be shown in another format (422). Their canonical form has no such limit. */
export const pageTooLarge = tooLargeIn("page", "ask for a smaller limit, or convert it with the command line")

/** The body is not JSON, or is compressed (415). */
export const unsupportedMediaType = make(
  415,
  "unsupported-media-type",
  "Unsupported media type",
  "A body is application/json, in UTF-8 and not compressed",
  { delivery: "not-delivered" }
)

/** The request names a host that this server does not answer for (421). */
export const misdirected = make(
  421,
  "misdirected",
  "Misdirected request",
  "Without tokens, this server accepts only the Host localhost, 127.0.0.1 or another loopback address"
)

/** The body is JSON, but not what the endpoint expects; `path` is a JSON Pointer (422). */
export const unexpectedBody = (path: string, problem: string) =>
  make(422, "unexpected-body", "Unexpected body", `${path === "" ? "The body" : path} ${problem}`, {
    path,
    problem,
    delivery: "not-delivered"
  })

/** The key was first used for another request (422). */
export const keyReused = make(
  422,
  "idempotency-key-reused",
  "Idempotency key reused",
  "This Idempotency-Key belongs to a request with other content",
  { delivery: "not-delivered" }
)

/** The headers exceed the limit (431). */
export const headersTooLarge = make(431, "headers-too-large", "Headers too large", "The headers have too many bytes")

/** The server has a defect (500). */
export const internal = make(500, "internal", "Internal error", "This server has failed; its log has the details")

/** The server is stopping (503). */
export const stopping = make(503, "stopping", "Stopping", "This server is stopping", { retryAfter: 1 })

/** The bodies of all requests together exceed the memory that they may use (503). */
export const overloaded = make(
  503,
  "overloaded",
  "Overloaded",
  "This request posted nothing: the requests in flight use all the memory that is allowed for bodies",
  { retryAfter: 1 }
)

/** The store of idempotency keys cannot be used, so what an earlier request with the key did cannot be read (503). */
export const storeUnavailable = ({
  problem
}: {
  /** Why the store cannot be used, without stored data and without addresses. */
  readonly problem: string
}) =>
  make(
    503,
    "store-unavailable",
    "Store unavailable",
    "This request posted nothing, but the store of Idempotency-Keys cannot be used: whether an earlier request with this key was delivered is unknown",
    { problem, delivery: "unknown" }
  )

/** The first request with the same key was cut short (504). */
export const outcomeUnknown = make(
  504,
  "outcome-unknown",
  "Outcome unknown",
  "The first request with this Idempotency-Key was cut short; whether the post was delivered is unknown",
  { delivery: "unknown" }
)

/** Whether a problem refuses a request for reasons other than its content, so that the same request may have been accepted earlier. */
export const isPassing = ({ type }: Problem.Problem): boolean => passing.has(type)

const passing = new Set(
  [unauthenticated, crossSite, misdirected, requestTimeout, bodyTooSlow, stopping, overloaded].map(({ type }) => type)
)

/** The same problem without a delivery, for requests that post nothing. */
export const ofRead = ({ delivery: _, ...problem }: Problem.Problem): Problem.Problem => problem

/**
 * The same problem with the delivery of the post that it refuses. A request that is refused posts nothing, but with an Idempotency-Key the
 * post may have been delivered by an earlier request. After a defect of the server it is unknown.
 */
export const ofPost = (problem: Problem.Problem, isKeyed: boolean): Problem.Problem => {
  if (problem.delivery !== undefined || problem.reason !== undefined) return problem
  const isUnknown = problem.status === internal.status || (isKeyed && isPassing(problem))
  return { ...problem, delivery: isUnknown ? "unknown" : "not-delivered" }
}

function make(status: number, name: string, title: string, detail: string, members: Members = {}): Problem.Problem {
  const origin: MessageError.Origin = status < 500 ? "caller" : "gateway"
  return Json.compact({ type: Problem.typeOf(name), title, status, detail, origin, ...members })
}
