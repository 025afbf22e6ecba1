/** Every way in which an endpoint can fail, with an example of each: what the reference tells, and the tests hold the server to. */
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import { MessageError, type Operation, Problem } from "@org/messages-core"
import * as Schema from "effect/Schema"
import * as Refusal from "./Refusal.js"

export type Failures = ReadonlyArray<Problem.Problem>

/** Whatever is asked for, even of a server that is stopping. */
export const ofHealth: Failures = [
  Refusal.malformedRequest("The target of the request is not well-formed"),
  Refusal.crossSite,
  Refusal.requestTimeout,
  Refusal.misdirected,
  Refusal.headersTooLarge,
  Refusal.internal
]

/** Whatever else is asked for. */
export const ofAll: Failures = [...ofHealth, Refusal.stopping]

/** Whatever is asked for under `/v1`. */
export const ofVersion1: Failures = [...ofAll, Refusal.unauthenticated]

export const ofGet: Failures = [
  ...ofVersion1,
  ...ofPort("get"),
  Problem.of(new MessageError.MessageNotFound({ provider: "factory", ref: "factory:s1/m1", status: 404 }))
]

const draft = { provider: "factory", path: "/images/0/data" } as const

export const ofPost: Failures = [
  ...ofVersion1,
  ...ofPort("post"),
  Refusal.malformedBody("it is not JSON"),
  Refusal.malformedKey,
  Refusal.postInProgress,
  Refusal.keyReused,
  Refusal.outcomeUnknown,
  Refusal.overloaded,
  Refusal.storeUnavailable({ problem: "ECONNREFUSED: see MESSAGES_DATABASE_URL" }),
  Refusal.bodyTooLarge(32 * 2 ** 20),
  Refusal.unsupportedMediaType,
  Refusal.unexpectedBody("/txet", "is not known"),
  Problem.of(new MessageError.ConversationNotFound({ provider: "factory", ref: "factory:s1", status: 404 })),
  Problem.of(new MessageError.InvalidDraft({ ...draft, problem: "is not base64" })),
  Problem.of(new MessageError.InvalidDraft({ ...draft, problem: "is too large", limitBytes: 5 * 2 ** 20 }))
]

/** A member for each status, so that those who call by the contract get the problem as their error. */
export const schema = (failures: Failures): Schema.Schema<Problem.Problem> =>
  Schema.Union(
    ...[...new Set(failures.map(({ status }) => status))].map((status) =>
      Problem.Problem.annotations(HttpApiSchema.annotations({ status })).pipe(
        HttpApiSchema.withEncoding({ kind: "Json", contentType: Problem.contentType })
      )
    )
  )

function ofPort(operation: Operation.Operation): Failures {
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
    failure("TooLarge", 200)
  ].map(Problem.of)
}
