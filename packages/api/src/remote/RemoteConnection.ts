/** Sends requests to a remote messages-server, with its token. */
import type * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { CredentialRedaction } from "@org/messages-core"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as RemoteProblem from "./RemoteProblem.js"
import * as RemoteResponse from "./RemoteResponse.js"

/** The URL of the server, and one of its tokens if it has any. */
export interface Options {
  /** The URL before `/v1`, such as `http://127.0.0.1:8787`. */
  readonly url: string
  /** One of the tokens of the server (`MESSAGES_TOKENS`), if it has any. */
  readonly token?: Redacted.Redacted | undefined
  /** How long a whole call may take; 60 seconds by default. The server's own deadline for a provider may end it sooner. */
  readonly timeout?: Duration.DurationInput | undefined
}

/** The server with a client for it. */
export const make = (options: Options, client: HttpClient.HttpClient) => {
  const url = options.url.replace(/\/+$/, "")
  const redact = CredentialRedaction.redactor(options.token, RemoteProblem.longestText)
  const server: RemoteProblem.Server = { url: redact(url), redact }
  const { token } = options
  return {
    url,
    server,
    send: (request: HttpClientRequest.HttpClientRequest) =>
      client.execute(token === undefined ? request : HttpClientRequest.bearerToken(request, Redacted.value(token)))
  }
}

/** A request with a body of JSON and an Idempotency-Key. */
export const keyed = (url: string, key: string, body: object) =>
  HttpClientRequest.post(url).pipe(
    HttpClientRequest.setHeader("idempotency-key", `"${key}"`),
    HttpClientRequest.bodyText(JSON.stringify(body), "application/json")
  )

/** The query with the parameters that are set, or an empty text. */
export const query = (parameters: Readonly<Record<string, string | number | boolean | undefined>>): string => {
  const texts = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  )
  return texts.length === 0 ? "" : `?${texts.join("&")}`
}

/**
 * Sends a request a second time if the connection broke; its key makes that safe. If both fail, returns the error of an attempt that may have
 * arrived. Calls `onRepeat` if the first attempt may have arrived.
 */
export const twice = <A>(request: Effect.Effect<A, HttpClientError.HttpClientError>, onRepeat: () => void) =>
  Effect.catchIf(request, isTransport, (first) => {
    if (!RemoteResponse.isUnsent(first)) onRepeat()
    return Effect.mapError(request, (second) => (RemoteResponse.isUnsent(first) ? second : first))
  })

const isTransport = (error: HttpClientError.HttpClientError) =>
  error._tag === "RequestError" && error.reason === "Transport"
