/** The HTTP side of a provider client: one function for every operation, under the one policy. */
import { Json, MessageError, type Messages, type Operation, Provider, CredentialRedaction } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import type { ExchangeFailure } from "./exchange/ExchangeFailure.js"
import { HttpExchange, type HttpRequest, type HttpResponse } from "./exchange/HttpExchange.js"
import * as OperationRequest from "./OperationRequest.js"
import * as OperationTraits from "./OperationTraits.js"
import * as Policy from "./resilience/Policy.js"
import * as Resilience from "./resilience/Resilience.js"
import * as ErrorMapping from "./response/ErrorMapping.js"
import * as ErrorResponse from "./response/ErrorResponse.js"
import * as ResponseBody from "./response/ResponseBody.js"
import type { ResponseReader } from "./response/ResponseReader.js"
import * as StatusFailure from "./response/StatusFailure.js"
import * as BaseUrl from "./settings/BaseUrl.js"
import * as ProviderSettings from "./settings/ProviderSettings.js"
import * as EventLoop from "./EventLoop.js"

/** The operations of one provider. */
export interface Transport {
  /** Whether the provider is configured, where requests are sent, and its operations. */
  readonly availability: Messages.Availability
  /** Sends an operation and reads the response. Every failure is an error of core. */
  readonly request: <A>(
    operation: Operation.Operation,
    request: OperationRequest.OperationRequest,
    read: ResponseReader<A>
  ) => Effect.Effect<A, MessageError.MessageError>
}

/** Makes the transport of one provider. Fails if the URL cannot be used, or if no header can carry the key. */
export const make = (
  provider: Provider.Provider,
  settings: ProviderSettings.ProviderSettings
): Effect.Effect<Transport, ConfigError.ConfigError, HttpExchange> =>
  Effect.gen(function* () {
    const { apiKey } = settings
    const descriptor = Provider.descriptors[provider]
    const url = yield* Either.mapLeft(BaseUrl.parse(settings.url ?? descriptor.url, descriptor.apiPath), (problem) =>
      ConfigError.InvalidData([provider, "url"], problem)
    )
    const unsendable = apiKey && ProviderSettings.credentialProblem(apiKey)
    if (unsendable !== undefined) return yield* Effect.fail(ConfigError.InvalidData([provider, "apiKey"], unsendable))
    const needsKey = !(descriptor.keyIsOptional && settings.url !== undefined)
    const missing = apiKey === undefined && needsKey ? descriptor.variables.key : undefined

    const exchange = yield* HttpExchange
    const policy = { ...Policy.defaults, ...settings.policy }
    const redact = CredentialRedaction.redactor(apiKey)
    const resilience = Resilience.make(policy)
    const accept = ErrorResponse.accept(policy.maximumBodyBytes, redact)
    const prepare = preparer(url, apiKey)

    const interpret = <A>(
      response: HttpResponse,
      address: OperationRequest.OperationRequest["address"],
      read: ResponseReader<A>
    ): Effect.Effect<A, ExchangeFailure> => {
      const failure = StatusFailure.of(response.status)
      if (failure !== undefined)
        return Effect.flatMap(Clock.currentTimeMillis, (now) =>
          Effect.fail(ErrorResponse.read(provider, response, failure, redact, now))
        )
      return ResponseBody.isLarge(response.body)
        ? EventLoop.yieldAround(() => read(response, address, redact, policy.json))
        : read(response, address, redact, policy.json)
    }

    return {
      availability: Json.compact({
        provider,
        url,
        configured: missing === undefined,
        missing,
        operations: descriptor.operations
      }),
      request: (operation, request, read) =>
        Effect.suspend(() => {
          const headerError = OperationRequest.headerError(request)
          const unsent = MessageError.notDelivered(operation)
          if (headerError !== undefined) return Effect.fail(new MessageError.InvalidRef({ ...headerError, ...unsent }))
          if (missing !== undefined)
            return Effect.fail(new MessageError.NotConfigured({ provider, variable: missing, ...unsent }))
          const { isPost, method } = OperationTraits.of(operation)
          const httpRequest = prepare(request.method ?? method, request)
          const isRetried = !isPost || request.isIdempotent === true
          const attempt = (millis: number) =>
            Effect.flatMap(exchange.send(httpRequest, accept, millis), (response) =>
              interpret(response, request.address, read)
            )
          return Effect.mapError(resilience.call(attempt, isRetried), (failure) =>
            ErrorMapping.toError(operation, provider, request, failure)
          )
        })
    }
  })

/** Builds the HTTP requests of one provider. Headers that never change are built once. */
const preparer = (url: string, apiKey: Redacted.Redacted | undefined) => {
  const { origin } = new URL(url)
  const basePath = url.slice(origin.length)
  const always = {
    accept: "application/json",
    "accept-encoding": "identity",
    ...(apiKey !== undefined && { authorization: `Bearer ${Redacted.value(apiKey)}` })
  }
  return (method: HttpRequest["method"], request: OperationRequest.OperationRequest): HttpRequest => {
    const { body, headers } = request
    return {
      method,
      origin,
      path: basePath + OperationRequest.locate(request),
      headers:
        headers === undefined && body === undefined
          ? always
          : {
              ...always,
              ...(headers && Json.compact(headers)),
              ...(body !== undefined && { "content-type": "application/json" })
            },
      body: body === undefined ? undefined : JSON.stringify(body)
    }
  }
}
