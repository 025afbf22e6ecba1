/** A client that a careful developer writes with Effect in an hour: the platform's client, its retry, a timeout, a schema. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import type { Client } from "@org/messages-faults"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Schema from "effect/Schema"
import * as Undici from "./Undici.js"

export const make = (): Client.Client => {
  const runtime = ManagedRuntime.make(Undici.layer)
  const run = <A, I>(call: Client.Call, request: Request, answer: Schema.Schema<A, I>) =>
    runtime.runPromise(
      Effect.match(send(call, request, answer), {
        onSuccess: (value): Client.Outcome => ({ outcome: "ok", value }),
        onFailure: (error): Client.Outcome => ({ outcome: "error", error })
      })
    )
  return {
    name: "plain Effect",
    get: (call) => run(call, HttpClientRequest.get(call.url + path), Message),
    post: (call) =>
      run(call, HttpClientRequest.bodyUnsafeJson(HttpClientRequest.post(call.url + path), { text: "hello" }), Posted)
  }
}

type Request = HttpClientRequest.HttpClientRequest

const path = "/v1/messages/m1"

const rest = { key: Schema.String, value: Schema.Unknown }
const Message = Schema.Struct({ id: Schema.String }, rest)
const Posted = Schema.Struct({ messageId: Schema.String }, rest)

const send = <A, I>({ key, retries, timeoutMs }: Client.Call, request: Request, answer: Schema.Schema<A, I>) =>
  Effect.gen(function* () {
    const client = (yield* HttpClient.HttpClient).pipe(
      HttpClient.filterStatusOk,
      HttpClient.transformResponse(Effect.timeout(timeoutMs)),
      HttpClient.retryTransient({ times: retries })
    )
    const response = yield* client.execute(HttpClientRequest.bearerToken(request, key))
    return yield* HttpClientResponse.schemaBodyJson(answer)(response)
  }).pipe(Effect.timeout(timeoutMs * 4))
