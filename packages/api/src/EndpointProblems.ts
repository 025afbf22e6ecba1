/** Every problem of every endpoint, with an example. The OpenAPI document shows the examples, and tests check the server against them. */
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import { FormatError, MessageError, type Operation, Problem } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { limit, valueLimit } from "./ConvertRequest.js"
import * as RequestProblem from "./RequestProblem.js"

/** An example of every problem that an endpoint can answer with. */
export type Examples = ReadonlyArray<Problem.Problem>

/** The problems of every endpoint, `/healthz` included. */
export const ofHealth: Examples = [
  RequestProblem.malformedRequest("The target of the request is not well-formed"),
  RequestProblem.crossSite,
  RequestProblem.requestTimeout,
  RequestProblem.misdirected,
  RequestProblem.headersTooLarge,
  RequestProblem.internal
]

/** The problems of every endpoint except `/healthz`. */
export const ofAll: Examples = [...ofHealth, RequestProblem.stopping]

/** The problems of every endpoint under `/v1`. */
export const ofVersion1: Examples = [...ofAll, RequestProblem.unauthenticated]

/** The problems of reading a message. */
export const ofGet: Examples = [
  ...ofVersion1,
  ...ofPort("get"),
  Problem.of(new MessageError.MessageNotFound({ provider: "factory", ref: "factory:s1/m1", status: 404 }))
]

/** The problems of listing conversations. */
export const ofConversations: Examples = [
  ...ofVersion1,
  ...ofPort("conversations"),
  RequestProblem.invalidParameter("limit", "must be a whole number from 1"),
  new MessageError.InvalidCursor({ problem: "it is not a cursor, or it was altered" }),
  new MessageError.ConversationChanged({ ref: "factory" })
].map(asProblem)

/** The problems of listing the messages of a conversation. */
export const ofMessages: Examples = [
  ...ofVersion1,
  ...ofPort("list"),
  RequestProblem.invalidParameter("limit", "must be a whole number from 1"),
  new MessageError.InvalidCursor({ problem: "it is not a cursor, or it was altered" }),
  new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s1", status: 404 }),
  new MessageError.ConversationChanged({ ref: "factory:s1" })
].map(asProblem)

/** The problems of a batch as a whole. The problems of its refs are in its lines. */
export const ofBatch: Examples = [
  ...ofVersion1,
  RequestProblem.invalidParameter("format", "is not known"),
  RequestProblem.malformedBody("it is not JSON"),
  RequestProblem.bodyTooSlow,
  RequestProblem.overloaded,
  RequestProblem.bodyTooLarge(28 * 2 ** 20),
  RequestProblem.jsonTooLarge(2 ** 20),
  RequestProblem.unsupportedMediaType,
  RequestProblem.unexpectedBody("/refs/0", "must be string")
].map(RequestProblem.ofRead)

const draft = { provider: "factory", path: "/images/0/data", delivery: "not-delivered" } as const

const notADocument = { format: "chat", path: "/0", problem: "is not an object" } as const

const notSaid = { format: "ai-sdk", problem: "it has no messages, and the format's readers refuse that" } as const

/** The problems of reading a message, in any format. */
export const ofFormattedGet: Examples = [
  ...ofGet,
  RequestProblem.invalidParameter("keep", "takes embed, beside or none"),
  RequestProblem.unknownFormat(["canonical", "chat"]),
  RequestProblem.messageTooLarge(valueLimit, limit),
  Problem.of(new FormatError.NotExpressible(notSaid))
]

/** The problems of listing the messages of a conversation, in any format. */
export const ofFormattedList: Examples = [
  ...ofMessages,
  RequestProblem.invalidParameter("keep", "takes embed, beside or none"),
  RequestProblem.unknownFormat(["canonical", "chat"]),
  RequestProblem.pageTooLarge(valueLimit, limit),
  Problem.of(new FormatError.NotExpressible(notSaid))
]

/** The problems of converting a document. */
export const ofConvert: Examples = [
  ...ofVersion1,
  RequestProblem.invalidParameter("format", "is not known"),
  RequestProblem.unknownFormat(["canonical", "chat"]),
  RequestProblem.malformedBody("it is not JSON"),
  RequestProblem.bodyTooSlow,
  RequestProblem.overloaded,
  RequestProblem.bodyTooLarge(28 * 2 ** 20),
  RequestProblem.jsonTooLarge(2 ** 20),
  RequestProblem.documentTooLarge(valueLimit),
  RequestProblem.unsupportedMediaType,
  RequestProblem.unexpectedBody("/to", "is missing"),
  Problem.of(new FormatError.InvalidDocument(notADocument)),
  Problem.of(new FormatError.NotExpressible(notSaid))
].map(RequestProblem.ofRead)

/** The problems of posting a message without an Idempotency-Key. */
export const ofPost: Examples = [
  ...ofVersion1,
  ...ofPort("post"),
  RequestProblem.malformedBody("it is not JSON"),
  RequestProblem.malformedKey,
  RequestProblem.bodyTooSlow,
  RequestProblem.postInProgress,
  RequestProblem.keyReused,
  RequestProblem.outcomeUnknown,
  RequestProblem.overloaded,
  RequestProblem.storeUnavailable({ problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" }),
  RequestProblem.bodyTooLarge(28 * 2 ** 20),
  RequestProblem.jsonTooLarge(2 ** 20),
  RequestProblem.unsupportedMediaType,
  RequestProblem.unexpectedBody("/txet", "is not known"),
  Problem.of(new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s1", status: 404 })),
  Problem.of(new MessageError.InvalidDraft({ ...draft, problem: "is not base64" })),
  Problem.of(new MessageError.InvalidDraft({ ...draft, problem: "is too large", limitBytes: 5 * 2 ** 20 }))
].map((problem) => RequestProblem.ofPost(problem, false))

/** One member for each status, so that a typed client gets the problem as its error. */
export const schema = (examples: Examples): Schema.Schema<Problem.Problem> =>
  Schema.Union(
    ...[...new Set(examples.map(({ status }) => status))].map((status) =>
      Problem.Problem.annotations(HttpApiSchema.annotations({ status })).pipe(
        HttpApiSchema.withEncoding({ kind: "Json", contentType: Problem.contentType })
      )
    )
  )

function asProblem(problem: Problem.Problem | MessageError.MessageError): Problem.Problem {
  return "_tag" in problem ? Problem.of(problem) : problem
}

function ofPort(operation: Operation.Operation): Examples {
  const factory = { provider: "factory", operation, attempts: 1 } as const
  const failure = (reason: MessageError.Reason, status: number) =>
    new MessageError.ProviderFailure({ ...factory, reason, status, origin: "provider" })
  const lost = (reason: MessageError.Reason, cause: string) =>
    new MessageError.ProviderFailure({ ...factory, reason, cause, origin: "network" })
  return [
    MessageError.InvalidRef.of("factory:", "factory:<sessionId>/<messageId>[?computerId=<computerId>]"),
    new MessageError.NotConfigured({ provider: "factory", variable: "FACTORY_API_KEY" }),
    new MessageError.NotSupported({ provider: "mielto", operation }),
    failure("Unauthorized", 401),
    failure("PaymentRequired", 402),
    failure("Forbidden", 403),
    failure("Rejected", 400),
    failure("RateLimited", 429),
    failure("Unavailable", 503),
    lost("Unavailable", "ECONNRESET"),
    lost("Timeout", "ETIMEDOUT"),
    failure("Malformed", 200),
    new MessageError.ProviderFailure({
      ...factory,
      reason: "TooLarge",
      origin: "gateway",
      status: 200,
      problem: "the response has more than 400000 values",
      limit: 400_000,
      setting: "MESSAGES_VALUE_LIMIT"
    })
  ].map(Problem.of)
}
