/** The exchange with a function of this process, instead of a server and its connections. */
import * as Effect from "effect/Effect"
import { type ExchangeFailure, tooLarge } from "./ExchangeFailure.js"
import * as HttpExchange from "./HttpExchange.js"

/** A response, complete at once. */
export interface LocalResponse {
  /** The HTTP status. */
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** The text, sent as UTF-8. */
  readonly body: string
  /** How long the response takes, in milliseconds; none if absent. */
  readonly delayMillis?: number
}

/** Sends every request to `answer`. Limits of the body and timeouts are those of every exchange; timeouts use Effect's clock. */
export const make = (
  answer: (request: HttpExchange.HttpRequest) => Effect.Effect<LocalResponse>
): HttpExchange.HttpExchange["Type"] =>
  HttpExchange.HttpExchange.of({
    send: (request, accept, timeoutMs) =>
      answer(request).pipe(
        Effect.tap(({ delayMillis }) => (delayMillis === undefined ? Effect.void : Effect.sleep(delayMillis))),
        Effect.flatMap((response) => receive(response, accept)),
        Effect.timeoutFail({ duration: timeoutMs, onTimeout: () => HttpExchange.late(timeoutMs) })
      )
  })

const receive = (
  { body, headers, status }: LocalResponse,
  accept: HttpExchange.Accept
): Effect.Effect<HttpExchange.HttpResponse, ExchangeFailure> => {
  const bytes = encoder.encode(body)
  const head = { status, headers: { ...headers, "content-length": String(bytes.length) } }
  return Effect.flatMap(accept(head), ({ maximumBytes, patienceMs }) => {
    if (bytes.length <= maximumBytes) return Effect.succeed({ ...head, body: bytes })
    return patienceMs === undefined
      ? Effect.fail(tooLarge(maximumBytes))
      : Effect.succeed({ ...head, body: new Uint8Array(0) })
  })
}

const encoder = new TextEncoder()
