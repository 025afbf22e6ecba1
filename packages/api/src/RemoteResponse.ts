/** Reads the responses of a remote messages-server as values or as errors. */
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { ByteBuffer, MessageError, type Operation, Problem } from "@org/messages-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as RequestProblem from "./RequestProblem.js"

/** A whole response with a 2xx status. */
export interface RemoteResponse {
  readonly body: Uint8Array
  readonly contentType: string | undefined
}

/** How long the server may take for a whole response; its own deadline for a provider is shorter. */
export const timeout = Duration.seconds(60)

/** The longest response in bytes: several times what the server accepts from a provider. */
export const limit = 64 * 2 ** 20

type Response = Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

/**
 * Receives a response. A problem document becomes the error that it describes; every other failure is a `GatewayFailure`.
 * `isRepeated` says whether an earlier attempt at the same request may have arrived.
 */
export const receive =
  (url: string, operation: Operation.Operation, isRepeated: () => boolean = () => false) =>
  (response: Response): Effect.Effect<RemoteResponse, MessageError.MessageError> =>
    response.pipe(
      Effect.flatMap((response) => Effect.map(bytes(response), (body) => ({ response, body }))),
      Effect.mapError((error) => unreachable(url, operation, error)),
      Effect.timeoutFail({
        duration: timeout,
        onTimeout: () =>
          new MessageError.GatewayFailure({
            url,
            origin: "network",
            problem: "did not answer in time",
            ...(operation === "post" && { delivery: "unknown" })
          })
      }),
      Effect.flatMap(({ body, response: { headers, status } }) =>
        body !== undefined && status >= 200 && status < 300
          ? Effect.succeed({ body, contentType: headers["content-type"] })
          : Effect.fail(failure(url, operation, status, body, isRepeated()))
      )
    )

/** Reads the body of a response as JSON, and checks it with `is`. */
export const json =
  <A>(url: string, operation: Operation.Operation, is: (value: unknown) => value is A) =>
  ({ body }: RemoteResponse): Effect.Effect<A, MessageError.GatewayFailure> =>
    Option.match(Option.filter(parse(body), is), {
      onNone: () => unreadable(url, operation),
      onSome: Effect.succeed
    })

/** Whether the request certainly failed before anything was sent. */
export const isUnsent = (error: HttpClientError.HttpClientError): boolean => unsent.has(codeOf(error.cause) ?? "")

const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

const bytes = ({ stream }: HttpClientResponse.HttpClientResponse) => {
  const buffer = new ByteBuffer.ByteBuffer(limit)
  let isWhole = true
  return stream.pipe(
    Stream.takeWhile((chunk) => (isWhole = buffer.append(chunk))),
    Stream.runDrain,
    Effect.catchIf(
      (error) => error.reason === "EmptyBody",
      () => Effect.void
    ),
    // Nothing, where the body is too large.
    Effect.map(() => (isWhole ? buffer.bytes() : undefined))
  )
}

const failure = (
  url: string,
  operation: Operation.Operation,
  status: number,
  body: Uint8Array = new Uint8Array(),
  isRepeated: boolean
) =>
  Option.match(Option.filter(parse(body, clean), Schema.is(Problem.Problem)), {
    onNone: () => unreadable(url, operation, status),
    onSome: (problem) => Option.getOrElse(Problem.toError(problem), () => refused(url, operation, problem, isRepeated))
  })

/** The error for a request that the server itself refused. */
const refused = (url: string, operation: Operation.Operation, problem: Problem.Problem, isRepeated: boolean) => {
  const { status } = problem
  const isUnsent = status >= 400 && status < 500 && status !== 408 && status !== 409
  // The server cannot know whether it is the first request with this key; this client can.
  const known = RequestProblem.isPassing(problem) ? (isRepeated ? "unknown" : "not-delivered") : problem.delivery
  const delivery = known ?? (isUnsent ? "not-delivered" : "unknown")
  return new MessageError.GatewayFailure({
    url,
    origin: "gateway",
    problem: `says: ${problem.detail ?? problem.title}`,
    status,
    ...(operation === "post" && { delivery })
  })
}

const unreachable = (url: string, operation: Operation.Operation, error: HttpClientError.HttpClientError) => {
  const cause = codeOf(error.cause)
  return new MessageError.GatewayFailure({
    url,
    origin: "network",
    problem: "did not answer",
    ...(cause !== undefined && { cause }),
    ...(operation === "post" && { delivery: isUnsent(error) ? "not-delivered" : "unknown" })
  })
}

const unreadable = (url: string, operation: Operation.Operation, status?: number) =>
  new MessageError.GatewayFailure({
    url,
    origin: "gateway",
    problem: "sent a response that does not come from a messages-server",
    ...(status !== undefined && { status }),
    ...(operation === "post" && { delivery: "unknown" })
  })

const parse = (body: Uint8Array, reviver?: (key: string, value: unknown) => unknown): Option.Option<unknown> =>
  Option.liftThrowable((): unknown =>
    JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body), reviver)
  )()

/** Removes control characters and cuts long texts, because the texts of a problem reach terminals. */
const clean = (_: string, value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\p{Cc}/gu, " ").slice(0, 1_000) : value

/** The code of a system error, such as `ECONNREFUSED`, or of the error that caused it. */
const codeOf = (error: unknown): string | undefined => {
  if (Predicate.hasProperty(error, "code") && typeof error.code === "string") return error.code
  return Predicate.hasProperty(error, "cause") && error.cause !== undefined ? codeOf(error.cause) : undefined
}
