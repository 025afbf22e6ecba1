/** What the server itself refuses, as problem details: everything that goes wrong before or beside a provider. */
import { Json, type MessageError, Problem } from "@org/messages-core"

type Members = Partial<Pick<Problem.Problem, "path" | "problem" | "limitBytes" | "retryAfter" | "delivery">>

export const malformedRequest = (detail: string) => refusal(400, "malformed-request", "Malformed request", detail)

export const malformedBody = (problem: string) =>
  refusal(400, "malformed-body", "Malformed body", `The body cannot be read: ${problem}`, { problem })

export const malformedKey = refusal(
  400,
  "malformed-idempotency-key",
  "Malformed idempotency key",
  'The header Idempotency-Key is a string of 1 to 255 visible ASCII characters, such as "8e03978e-40d5-43e8-bc93-6894a57f9324"'
)

export const unauthenticated = refusal(
  401,
  "unauthenticated",
  "Unauthenticated",
  "This needs the header Authorization with Bearer and one of the tokens of this server"
)

export const crossSite = refusal(
  403,
  "cross-site",
  "Cross-site request",
  "Without tokens, this server answers no request that another site made a browser send"
)

export const unknownRoute = refusal(
  404,
  "unknown-route",
  "Unknown route",
  "There is nothing here. A ref is one segment of a path: percent-encode it, its slashes too"
)

export const methodNotAllowed = (allow: string) =>
  refusal(405, "method-not-allowed", "Method not allowed", `What is here takes ${allow}`)

export const requestTimeout = refusal(408, "request-timeout", "Request timeout", "The request did not arrive in time")

export const postInProgress = refusal(
  409,
  "post-in-progress",
  "Post in progress",
  "The first request with this Idempotency-Key has not been answered yet",
  { retryAfter: 1 }
)

export const bodyTooLarge = (limitBytes: number) =>
  refusal(413, "body-too-large", "Body too large", `A body may have at most ${limitBytes} bytes`, { limitBytes })

export const unsupportedMediaType = refusal(
  415,
  "unsupported-media-type",
  "Unsupported media type",
  "A body is application/json, in UTF-8 and not compressed"
)

export const misdirected = refusal(
  421,
  "misdirected",
  "Misdirected request",
  "Without tokens, this server answers only to the Host localhost, 127.0.0.1 or another address of loopback"
)

export const unexpectedBody = (path: string, problem: string) =>
  refusal(422, "unexpected-body", "Unexpected body", `${path === "" ? "The body" : path} ${problem}`, { path, problem })

export const keyReused = refusal(
  422,
  "idempotency-key-reused",
  "Idempotency key reused",
  "This Idempotency-Key belongs to a request that said something else"
)

export const headersTooLarge = refusal(431, "headers-too-large", "Headers too large", "The headers have too many bytes")

export const internal = refusal(500, "internal", "Internal error", "This server failed; its log says more")

export const stopping = refusal(503, "stopping", "Stopping", "This server is stopping", { retryAfter: 1 })

export const overloaded = refusal(
  503,
  "overloaded",
  "Overloaded",
  "Nothing was posted, as the bodies of the requests under way take all the memory that they may",
  { retryAfter: 1, delivery: "not-delivered" }
)

export const storeUnavailable = ({ problem }: { readonly problem: string }) =>
  refusal(
    503,
    "store-unavailable",
    "Store unavailable",
    "Nothing was posted, as the store of Idempotency-Keys cannot be used",
    { problem, delivery: "not-delivered" }
  )

export const outcomeUnknown = refusal(
  504,
  "outcome-unknown",
  "Outcome unknown",
  "The first request with this Idempotency-Key was cut short; whether the post was delivered is unknown",
  { delivery: "unknown" }
)

function refusal(status: number, name: string, title: string, detail: string, members: Members = {}): Problem.Problem {
  const origin: MessageError.Origin = status < 500 ? "caller" : "gateway"
  return Json.compact({ type: Problem.typeOf(name), title, status, detail, origin, ...members })
}
