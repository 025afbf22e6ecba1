/** One HTTP request and its whole response: the only service that a provider client needs. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import { type ExchangeFailure, timeout } from "./ExchangeFailure.js"

/** A request, ready to be sent as it is. */
export interface HttpRequest {
  /** The only two methods that the providers need. */
  readonly method: "GET" | "POST"
  /** Scheme, host and port, such as `https://api.mielto.com`. */
  readonly origin: string
  /** Path and query, percent-encoded. */
  readonly path: string
  /** By name, with the credential if there is one. */
  readonly headers: Readonly<Record<string, string>>
  /** The text to send, as UTF-8; `undefined` for a request without a body. */
  readonly body: string | undefined
}

/** Header values by lower-case name; a header that came several times has several values. */
export type ResponseHeaders = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>

/** What comes before the body. */
export interface ResponseHead {
  /** The HTTP status, which is never 1xx. */
  readonly status: number
  /** By lower-case name. */
  readonly headers: ResponseHeaders
}

/** A response, read to its last byte. */
export interface HttpResponse extends ResponseHead {
  /** All bytes; none if an optional body was dropped. */
  readonly body: Uint8Array
}

/** How much of a body is read. */
export interface BodyLimit {
  /** The most bytes that are read. */
  readonly maximumBytes: number
  /**
   * Set when the body is optional, as after an error status: if it is larger, broken or takes more than this many milliseconds, it is
   * dropped, and the response has an empty body. If not set, such a body fails the exchange.
   */
  readonly patienceMs?: number
}

/** Decides from the head how much of the body is read. A failure refuses the response before its body. */
export type Accept = (head: ResponseHead) => Either.Either<BodyLimit, ExchangeFailure>

/** Sends requests. `UndiciExchange` (Node), `HttpClientExchange` (any `HttpClient`) and `LocalExchange` (a function of this process) implement it. */
export class HttpExchange extends Context.Tag("@org/messages-transport/HttpExchange")<
  HttpExchange,
  {
    /**
     * Succeeds with any status except 1xx, follows no redirects, decodes no content-encoding and adds no tracing headers. It fails with
     * `Timeout` when the response is not complete after `timeoutMs` milliseconds. On any failure, timeout or interruption the connection
     * is closed unless the response was complete.
     */
    readonly send: (
      request: HttpRequest,
      accept: Accept,
      timeoutMs: number
    ) => Effect.Effect<HttpResponse, ExchangeFailure>
  }
>() {}

/** The value of a header; several values are joined with commas (RFC 9110, 5.3). */
export const header = (headers: ResponseHeaders, name: string): string | undefined => {
  const value = headers[name]
  return value === undefined || typeof value === "string" ? value : value.join(", ")
}

/** Whether the head announces a body that exceeds the limit. */
export const announcesMore = ({ headers }: ResponseHead, maximumBytes: number): boolean =>
  Number(header(headers, "content-length") ?? 0) > maximumBytes

/** The failure of an exchange that took `millis` milliseconds without a complete response. */
export const late = (millis: number): ExchangeFailure =>
  timeout(`no complete response within ${millis % 1000 === 0 ? `${millis / 1000} s` : `${millis} ms`}`)
