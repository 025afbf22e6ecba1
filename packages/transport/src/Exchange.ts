/** One request and its whole answer. */
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Json } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Body from "./Body.js"
import { type Failure, malformed } from "./Failure.js"
import * as Network from "./Network.js"
import * as RetryAfter from "./RetryAfter.js"
import * as Status from "./Status.js"
import * as Words from "./Words.js"

/** The whole answer: its bytes, and their type where one was given. */
export interface Answer {
  readonly body: Uint8Array
  readonly contentType?: string
}

/** The client of every exchange: it traces nothing, so that no trace header leaves for a provider. */
export const quiet = (client: HttpClient.HttpClient): HttpClient.HttpClient =>
  HttpClient.withTracerDisabledWhen(client, () => true)

/** Sends the request and reads the answer to its last byte; any status but 2xx is a failure with what the provider says of it. */
export const exchange = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  limit: number,
  clean: Words.Clean
): Effect.Effect<Answer, Failure> =>
  HttpClient.withScope(client)
    .execute(request)
    .pipe(
      Effect.mapError((error) => Network.failure(error, "request")),
      Effect.flatMap((response) => {
        const failure = Status.failure(response.status)
        return failure === undefined ? success(response, limit, clean) : refusal(response, failure, clean)
      }),
      Effect.scoped
    )

const success = (
  response: HttpClientResponse.HttpClientResponse,
  limit: number,
  clean: Words.Clean
): Effect.Effect<Answer, Failure> => {
  const encoding = response.headers["content-encoding"]
  if (encoding !== undefined && !/^\s*(identity)?\s*$/i.test(encoding))
    return Effect.fail(malformed(`the content-encoding ${JSON.stringify(clean(encoding))} was not asked for`))
  const contentType = response.headers["content-type"]
  return Effect.map(Body.bytes(response, limit), (body) => Json.compact({ body, contentType }))
}

/** A body that explains the status is welcome but not waited for: it is small, or it is not read. */
const refusal = (
  response: HttpClientResponse.HttpClientResponse,
  failure: Failure,
  clean: Words.Clean
): Effect.Effect<never, Failure> =>
  Effect.gen(function* () {
    const body = yield* Body.bytes(response, 65_536).pipe(Effect.timeout("1 second"), Effect.option)
    const json = Option.flatMap(body, (bytes) => Either.getRight(Body.json(bytes, undefined)))
    const said = Words.read(Option.getOrUndefined(json), clean)
    const header = response.headers["x-request-id"] ?? response.headers["request-id"]
    const retryAfterMs = RetryAfter.parse(response.headers, yield* Clock.currentTimeMillis)
    const requestId = header === undefined ? said.requestId : clean(header)
    const problem = Status.redirects.has(response.status) ? leadsTo(response.headers["location"], clean) : undefined
    return yield* Effect.fail({ ...failure, ...said, ...Json.compact({ requestId, retryAfterMs, problem }) })
  })

/** Where a redirect leads, without what it would carry there. */
const leadsTo = (location: string | undefined, clean: Words.Clean): string | undefined => {
  if (location === undefined || !URL.canParse(location)) return undefined
  const { host, protocol } = new URL(location)
  return clean(`it redirects to ${protocol}//${host}`)
}
