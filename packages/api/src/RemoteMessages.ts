/** The `Messages` port over a remote messages-server. */
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { type Draft, Message, type MessageError, Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { randomUUID } from "node:crypto"
import { endpoints } from "./Endpoint.js"
import * as RemoteResponse from "./RemoteResponse.js"

/** The URL of the server, and one of its tokens if it has any. */
export interface Options {
  /** The URL before `/v1`, such as `http://127.0.0.1:8787`. */
  readonly url: string
  readonly token?: Redacted.Redacted | undefined
}

/** Reads and posts through the server, which has the keys of the providers. Every post has an Idempotency-Key, which its errors name. */
export const layer = (options: Options): Layer.Layer<Messages.Messages, never, HttpClient.HttpClient> =>
  Layer.effect(Messages.Messages, Effect.map(HttpClient.HttpClient, make(options)))

const make =
  (options: Options) =>
  (client: HttpClient.HttpClient): typeof Messages.Messages.Service => {
    const url = options.url.replace(/\/+$/, "")

    const send = (request: HttpClientRequest.HttpClientRequest) =>
      client.execute(
        options.token === undefined ? request : HttpClientRequest.bearerToken(request, Redacted.value(options.token))
      )

    const read = (path: string) => RemoteResponse.receive(url, "get")(send(HttpClientRequest.get(`${url}${path}`)))

    const at = (template: string, ref: string) => template.replace(":ref", encodeURIComponent(ref))

    const post = (conversation: string, draft: Draft.Draft, key: string) => {
      const request = HttpClientRequest.post(`${url}${endpoints.post.path}`).pipe(
        HttpClientRequest.setHeader("idempotency-key", `"${key}"`),
        HttpClientRequest.bodyText(JSON.stringify({ conversation, ...draft }), "application/json")
      )
      let isRepeated = false
      const sent = twice(send(request), () => (isRepeated = true))
      return RemoteResponse.receive(
        url,
        "post",
        () => isRepeated
      )(sent).pipe(Effect.flatMap(RemoteResponse.json(url, "post", isPosted)), Effect.mapError(withKey(key)))
    }

    return {
      get: ({ ref }) =>
        Effect.flatMap(read(at(endpoints.get.path, ref)), RemoteResponse.json(url, "get", Message.isMessage)),
      getRaw: ({ ref }) =>
        Effect.map(read(at(endpoints.getRaw.path, ref)), ({ body, contentType }) => ({
          body,
          ...(contentType !== undefined && { contentType })
        })),
      post: ({ ref }, draft) => Effect.suspend(() => post(ref, draft, randomUUID())),
      providers: read(endpoints.providers.path).pipe(
        Effect.flatMap(RemoteResponse.json(url, "get", isAvailabilities)),
        // The endpoint sends nothing to a provider, so no other error is possible.
        Effect.catchIf((error) => error._tag !== "GatewayFailure", Effect.die)
      )
    }
  }

const isPosted = Schema.is(Messages.Posted)

const isAvailabilities = Schema.is(Schema.Array(Messages.Availability))

/**
 * Sends a request a second time if the connection broke; its key makes that safe. If both fail, gives the error of an attempt that may have
 * arrived. Calls `onRepeat` if the first attempt may have arrived.
 */
const twice = <A>(request: Effect.Effect<A, HttpClientError.HttpClientError>, onRepeat: () => void) =>
  Effect.catchIf(request, isTransport, (first) => {
    if (!RemoteResponse.isUnsent(first)) onRepeat()
    return Effect.mapError(request, (second) => (RemoteResponse.isUnsent(first) ? second : first))
  })

const isTransport = (error: HttpClientError.HttpClientError) =>
  error._tag === "RequestError" && error.reason === "Transport"

/** The same error with the key in its message, so that a person can repeat the post safely. */
const withKey =
  (key: string) =>
  <E extends MessageError.MessageError>(error: E): E =>
    Object.defineProperty(error, "message", { value: `${error.message}; its Idempotency-Key is ${key}` })
