/** Stand-in for the client of a messages-server that `@org/messages-api` brings: it is replaced by one import. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { Message, MessageError, Messages, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { ServerAddress } from "./ServerAddress.js"
import * as Redacted from "effect/Redacted"
import { randomUUID } from "node:crypto"

/** The port over the server at an address. */
export const layer = ({ token, url }: ServerAddress): Layer.Layer<Messages.Messages, never, HttpClient.HttpClient> =>
  Layer.effect(
    Messages.Messages,
    Effect.map(HttpClient.HttpClient, (client) => {
      const send = (request: HttpClientRequest.HttpClientRequest) =>
        Effect.flatMap(
          client.execute(token === undefined ? request : HttpClientRequest.bearerToken(request, Redacted.value(token))),
          (response) => response.arrayBuffer
        ).pipe(Effect.scoped)
      const failed = (provider: Provider.Provider, operation: "get" | "post", detail?: string) =>
        new MessageError.ProviderFailure({
          provider,
          reason: "Unavailable",
          origin: "network",
          operation,
          attempts: 1,
          ...(detail !== undefined && { detail }),
          ...(operation === "post" && { delivery: "unknown" as const })
        })
      const get = (path: string, provider: Provider.Provider) =>
        Effect.map(send(HttpClientRequest.get(`${url}/v1${path}`)), (bytes) => new Uint8Array(bytes)).pipe(
          Effect.mapError(() => failed(provider, "get"))
        )
      const decode = <A, I>(schema: Schema.Schema<A, I>) => {
        const parse = Schema.decodeUnknown(Schema.parseJson(schema))
        return (bytes: Uint8Array) => parse(new TextDecoder().decode(bytes))
      }
      return Messages.Messages.of({
        get: ({ provider, ref }) =>
          get(`/messages/${encodeURIComponent(ref)}`, provider).pipe(
            Effect.flatMap(decode(Message.Message)),
            Effect.mapError(() => failed(provider, "get"))
          ),
        getRaw: ({ provider, ref }) =>
          Effect.map(get(`/messages/${encodeURIComponent(ref)}/raw`, provider), (body) => ({ body })),
        post: ({ provider, ref }, draft) => {
          const key = randomUUID()
          return HttpClientRequest.post(`${url}/v1/messages`).pipe(
            HttpClientRequest.setHeader("idempotency-key", key),
            HttpClientRequest.bodyUnsafeJson({ conversation: ref, ...draft }),
            send,
            Effect.flatMap((bytes) => decode(Messages.Posted)(new Uint8Array(bytes))),
            Effect.mapError(() => failed(provider, "post", `Idempotency-Key ${key}`))
          )
        },
        providers: get("/providers", "factory").pipe(
          Effect.flatMap(decode(Schema.Array(Messages.Availability))),
          Effect.orElseSucceed(() => [])
        )
      })
    })
  )
