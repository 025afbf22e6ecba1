/** The `Messages` port over a remote messages-server. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import {
  type Draft,
  SchemaGuard,
  Message,
  type MessageError,
  Messages,
  type Operation,
  type Page,
  type Provider
} from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { randomUUID } from "node:crypto"
import { endpoints } from "../Endpoint.js"
import * as ListPages from "../ListPages.js"
import * as RemoteConnection from "./RemoteConnection.js"
import * as RemoteResponse from "./RemoteResponse.js"

/** The URL of the server, and one of its tokens if it has any. */
export type Options = RemoteConnection.Options

/** Reads and posts through the server, which has the keys of the providers. Every post has an Idempotency-Key, which its errors name; no error contains the token. */
export const layer = (options: Options): Layer.Layer<Messages.Messages, never, HttpClient.HttpClient> =>
  Layer.effect(Messages.Messages, Effect.map(HttpClient.HttpClient, make(options)))

const make =
  (options: Options) =>
  (client: HttpClient.HttpClient): typeof Messages.Messages.Service => {
    const { send, server, url } = RemoteConnection.make(options, client)

    const receive = (operation: Operation.Operation, isRepeated?: () => boolean) =>
      RemoteResponse.receive(server, operation, { timeout: options.timeout, isRepeated })

    const read = (path: string, operation: Operation.Operation = "get") =>
      receive(operation)(send(HttpClientRequest.get(`${url}${path}`)))

    const at = (template: string, ref: string) => template.replace(":ref", encodeURIComponent(ref))

    const post = (conversation: string, draft: Draft.Draft, key: string) => {
      const request = RemoteConnection.keyed(`${url}${endpoints.postMessage.path}`, key, { conversation, ...draft })
      let isRepeated = false
      const sent = RemoteConnection.twice(send(request), () => (isRepeated = true))
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

const isMessagePage = SchemaGuard.of(ListPages.MessagePage)

const isConversationPage = SchemaGuard.of(ListPages.ConversationPage)

const queryOfMessages = ({ cursor, limit, natives, order }: Page.PageOptions = {}) =>
  RemoteConnection.query({ cursor, limit, order, natives: natives === true ? true : undefined })

const queryOfConversations = (provider: Provider.Provider, { cursor, limit, parent }: Page.ConversationsOptions = {}) =>
  RemoteConnection.query({ provider, parent, cursor, limit })

const isPosted = Schema.is(Messages.Posted)

const isAvailabilities = Schema.is(Schema.Array(Messages.Availability))

/** The same error with the key in its message, so that a person can repeat the post safely. */
const withKey =
  (key: string) =>
  <E extends MessageError.MessageError>(error: E): E =>
    Object.defineProperty(error, "message", { value: `${error.message}; its Idempotency-Key is ${key}` })
