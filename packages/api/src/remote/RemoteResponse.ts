/** Reads the responses of a remote messages-server as values or as errors. */
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { ByteBuffer, ErrorCode, MessageError, type Operation } from "@org/messages-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as RemoteProblem from "./RemoteProblem.js"

/** A whole response with the status of a success: 201 for a post, else 200. */
export interface RemoteResponse {
  readonly body: Uint8Array
  readonly contentType: string | undefined
}

/** How long the server may take for a whole response by default; its own deadline for a provider is shorter. */
export const timeout = Duration.seconds(60)

/** The longest response in bytes: several times what the server accepts from a provider. */
export const limit = 64 * 2 ** 20

type Response = Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

/** How a response is received. */
export interface Options {
  /** How long it may take; 60 seconds if absent. */
  readonly timeout?: Duration.DurationInput | undefined
  /** The status of the success; 201 for a post, else 200 if absent. */
  readonly status?: number | undefined
  /** Whether an earlier attempt at the same request may have arrived. */
  readonly isRepeated?: (() => boolean) | undefined
}

/** Receives a response. A problem document becomes the error that it describes; every other failure is a `GatewayFailure`. */
export const receive =
  (
    server: RemoteProblem.Server,
    operation: Operation.Operation,
    {
      isRepeated = () => false,
      status: expected = operation === "post" ? 201 : 200,
      timeout: duration = timeout
    }: Options = {}
  ) =>
  (response: Response): Effect.Effect<RemoteResponse, MessageError.MessageError> =>
    response.pipe(
      Effect.flatMap((response) => Effect.map(bytes(response), (body) => ({ response, body }))),
      Effect.mapError((error) => unreachable(server, operation, error)),
      Effect.timeoutFail({
        duration,
        onTimeout: () =>
          new MessageError.GatewayFailure({
            url: server.url,
            origin: "network",
            problem: `sent no complete response within ${inWords(duration)}`,
            ...(operation === "post" && { delivery: "unknown" })
          })
      }),
      Effect.flatMap(({ body, response: { headers, status } }) =>
        body !== undefined && status === expected
          ? Effect.succeed({ body, contentType: headers["content-type"] })
          : Effect.fail(RemoteProblem.toError(server, operation, status, body, isRepeated()))
      )
    )

/** Reads the body of a response as JSON, and checks it with `is`. */
export const json =
  <A>(server: RemoteProblem.Server, operation: Operation.Operation, is: (value: unknown) => value is A) =>
  ({ body }: RemoteResponse): Effect.Effect<A, MessageError.GatewayFailure> =>
    Option.match(Option.filter(RemoteProblem.parse(body), is), {
      onNone: () => RemoteProblem.unreadable(server, operation),
      onSome: Effect.succeed
    })

/** Whether the request certainly failed before anything was sent. */
export const isUnsent = (error: HttpClientError.HttpClientError): boolean =>
  unsent.has(ErrorCode.ofChain(error.cause) ?? "")

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
    // `undefined` if the body is too large.
    Effect.map(() => (isWhole ? buffer.bytes() : undefined))
  )
}

/** The error for a request that got no response. */
export const unreachable = (
  { redact, url }: RemoteProblem.Server,
  operation: Operation.Operation,
  error: HttpClientError.HttpClientError
) => {
  const cause = ErrorCode.ofChain(error.cause)
  return new MessageError.GatewayFailure({
    url,
    origin: "network",
    problem: "did not respond",
    ...(cause !== undefined && { cause: redact(cause) }),
    ...(operation === "post" && { delivery: isUnsent(error) ? "not-delivered" : "unknown" })
  })
}

const inWords = (duration: Duration.DurationInput): string => {
  const millis = Duration.toMillis(duration)
  return millis % 1000 === 0 ? `${millis / 1000} s` : `${millis} ms`
}
