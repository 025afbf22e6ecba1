/** The `Messages` port over a remote messages-server. */
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import {
  type Draft,
  Drift,
  Message,
  type MessageError,
  Messages,
  type Operation,
  type Page,
  type Provider,
  Redaction
} from "@org/messages-core"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { randomUUID } from "node:crypto"
import { endpoints } from "./Endpoint.js"
import * as ListPages from "./ListPages.js"
import * as RemoteProblem from "./RemoteProblem.js"
import * as RemoteResponse from "./RemoteResponse.js"

/** The URL of the server, and one of its tokens if it has any. */
export interface Options {
  /** The URL before `/v1`, such as `http://127.0.0.1:8787`. */
  readonly url: string
  readonly token?: Redacted.Redacted | undefined
  /** How long a whole call may take; 60 seconds by default. The server's own deadline for a provider may end it sooner. */
  readonly timeout?: Duration.DurationInput | undefined
}

/** Reads and posts through the server, which has the keys of the providers. Every post has an Idempotency-Key, which its errors name; no error contains the token. */
export const layer = (options: Options): Layer.Layer<Messages.Messages, never, HttpClient.HttpClient> =>
  Layer.effect(Messages.Messages, Effect.map(HttpClient.HttpClient, make(options)))

const make =
  (options: Options) =>
  (client: HttpClient.HttpClient): typeof Messages.Messages.Service => {
    const url = options.url.replace(/\/+$/, "")
    const redact = Redaction.redactor(options.token, RemoteProblem.longestText)
    const server: RemoteProblem.Server = { url: redact(url), redact }

    const send = (request: HttpClientRequest.HttpClientRequest) =>
      client.execute(
        options.token === undefined ? request : HttpClientRequest.bearerToken(request, Redacted.value(options.token))
      )

    const receive = (operation: Operation.Operation, isRepeated?: () => boolean) =>
      RemoteResponse.receive(server, operation, { timeout: options.timeout, isRepeated })

    const read = (path: string, operation: Operation.Operation = "get") =>
      receive(operation)(send(HttpClientRequest.get(`${url}${path}`)))

    const at = (template: string, ref: string) => template.replace(":ref", encodeURIComponent(ref))

    const post = (conversation: string, draft: Draft.Draft, key: string) => {
      const request = HttpClientRequest.post(`${url}${endpoints.postMessage.path}`).pipe(
        HttpClientRequest.setHeader("idempotency-key", `"${key}"`),
        HttpClientRequest.bodyText(JSON.stringify({ conversation, ...draft }), "application/json")
      )
      let isRepeated = false
      const sent = twice(send(request), () => (isRepeated = true))
      return receive(
        "post",
        () => isRepeated
      )(sent).pipe(Effect.flatMap(RemoteResponse.json(server, "post", isPosted)), Effect.mapError(withKey(key)))
    }

    return {
      get: ({ ref }) =>
        Effect.flatMap(read(at(endpoints.getMessage.path, ref)), RemoteResponse.json(server, "get", Message.isMessage)),
      getRaw: ({ ref }) =>
        Effect.map(read(at(endpoints.getRawMessage.path, ref)), ({ body, contentType }) => ({
          body,
          ...(contentType !== undefined && { contentType })
        })),
      list: ({ ref }, options) =>
        Effect.flatMap(
          read(`${at(endpoints.listMessages.path, ref)}${queryOfMessages(options)}`, "list"),
          RemoteResponse.json(server, "list", isMessagePage)
        ),
      conversations: (provider, options) =>
        Effect.flatMap(
          read(`${endpoints.listConversations.path}${queryOfConversations(provider, options)}`, "conversations"),
          RemoteResponse.json(server, "conversations", isConversationPage)
        ),
      post: ({ ref }, draft, { key } = {}) => Effect.suspend(() => post(ref, draft, key ?? randomUUID())),
      providers: read(endpoints.listProviders.path).pipe(
        Effect.flatMap(RemoteResponse.json(server, "get", isAvailabilities)),
        // The endpoint sends nothing to a provider, so no other error is possible.
        Effect.catchIf((error) => error._tag !== "GatewayFailure", Effect.die)
      )
    }
  }

const isMessagePage = Drift.guard(ListPages.MessagePage)

const isConversationPage = Drift.guard(ListPages.ConversationPage)

const queryOfMessages = ({ cursor, limit, natives, order }: Page.PageOptions = {}) =>
  query({ cursor, limit, order, natives: natives === true ? true : undefined })

const queryOfConversations = (provider: Provider.Provider, { cursor, limit, parent }: Page.ConversationsOptions = {}) =>
  query({ provider, parent, cursor, limit })

/** The query of the parameters that are there, or nothing. */
const query = (parameters: Readonly<Record<string, string | number | boolean | undefined>>): string => {
  const texts = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  )
  return texts.length === 0 ? "" : `?${texts.join("&")}`
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
