/** The exchange over any `HttpClient` of `@effect/platform`: fetch in browsers, doubles in tests. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { ByteBuffer } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { type ExchangeFailure, tooLarge } from "./ExchangeFailure.js"
import * as HttpExchange from "./HttpExchange.js"
import * as NetworkFailure from "./NetworkFailure.js"

/** Timeouts use Effect's clock, so tests can drive them. */
export const make: Effect.Effect<HttpExchange.HttpExchange["Type"], never, HttpClient.HttpClient> = Effect.map(
  HttpClient.HttpClient,
  (httpClient) => {
    const client = HttpClient.withScope(HttpClient.withTracerDisabledWhen(httpClient, () => true))
    return HttpExchange.HttpExchange.of({
      send: (request, accept, timeoutMs) =>
        client.execute(platformRequest(request)).pipe(
          Effect.mapError((error) => NetworkFailure.of(error, "request")),
          Effect.flatMap((response) => receive(response, accept)),
          Effect.scoped,
          Effect.timeoutFail({ duration: timeoutMs, onTimeout: () => HttpExchange.late(timeoutMs) })
        )
    })
  }
)

/** The exchange over the client that the program provides. */
export const layer: Layer.Layer<HttpExchange.HttpExchange, never, HttpClient.HttpClient> = Layer.effect(
  HttpExchange.HttpExchange,
  make
)

const platformRequest = ({
  body,
  headers,
  method,
  origin,
  path
}: HttpExchange.HttpRequest): HttpClientRequest.HttpClientRequest => {
  const request = HttpClientRequest.setHeaders(HttpClientRequest.make(method)(origin + path), headers)
  return body === undefined ? request : HttpClientRequest.bodyText(request, body, headers["content-type"])
}

const receive = (
  { headers, status, stream }: Pick<HttpClientResponse.HttpClientResponse, "headers" | "status" | "stream">,
  accept: HttpExchange.Accept
): Effect.Effect<HttpExchange.HttpResponse, ExchangeFailure> => {
  const head = { status, headers }
  return Effect.flatMap(accept(head), ({ maximumBytes, patienceMs }) => {
    const body = HttpExchange.announcesMore(head, maximumBytes)
      ? Effect.fail(tooLarge(maximumBytes))
      : bytes(stream, maximumBytes)
    return Effect.map(patienceMs === undefined ? body : orEmpty(body, patienceMs), (body) => ({ ...head, body }))
  })
}

const bytes = (stream: HttpClientResponse.HttpClientResponse["stream"], maximumBytes: number) =>
  Effect.suspend(() => {
    const buffer = new ByteBuffer.ByteBuffer(maximumBytes)
    return stream.pipe(
      Stream.catchAll((error) =>
        error.reason === "EmptyBody" ? Stream.empty : Stream.fail(NetworkFailure.of(error, "body"))
      ),
      Stream.runForEach((chunk) => (buffer.append(chunk) ? Effect.void : Effect.fail(tooLarge(maximumBytes)))),
      Effect.map(() => buffer.bytes())
    )
  })

const orEmpty = <E>(body: Effect.Effect<Uint8Array, E>, patienceMs: number): Effect.Effect<Uint8Array> =>
  body.pipe(
    Effect.timeout(patienceMs),
    Effect.orElseSucceed(() => new Uint8Array(0))
  )
