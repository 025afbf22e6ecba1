/** The HTTP side of a provider client: reads, posts, and their errors, under the one policy. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { type Address, Id, Json, MessageError, type Messages, type Operation, type Provider } from "@org/messages-core"
import * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as Redacted from "effect/Redacted"
import * as BaseUrl from "./BaseUrl.js"
import * as Body from "./Body.js"
import * as Exchange from "./Exchange.js"
import { type Failure, malformed } from "./Failure.js"
import * as Load from "./Load.js"
import * as Policy from "./Policy.js"
import * as Settings from "./Settings.js"
import * as Told from "./Told.js"
import * as Words from "./Words.js"

/** `url` is what stands before the provider's own path; `missing` names the variable without which nothing is sent. */
export interface Options {
  readonly provider: Provider.Provider
  readonly url: string
  readonly credential?: Redacted.Redacted | undefined
  readonly missing?: string | undefined
  readonly operations: ReadonlyArray<Operation.Operation>
  readonly policy?: Partial<Policy.Policy> | undefined
}

/** Where a call goes: segments and query values are encoded here and nowhere else. */
export interface Target {
  readonly path: ReadonlyArray<string>
  readonly query?: { readonly [key: string]: string | undefined }
  readonly headers?: { readonly [name: string]: string | undefined }
}

/** A read of one message. */
export interface Read extends Target {
  readonly address: Address.MessageAddress
}

/** A post to a conversation. */
export interface Post extends Target {
  readonly address: Address.ConversationAddress
  readonly body: Json.JsonObject
}

/** Takes the value of an answer as what the caller needs, or says what is wrong with it. */
export type Accept<A extends Json.JsonObject> = (json: Json.Json) => Either.Either<A, Json.Fault>

/** A provider's reads and posts; every failure is told as an error of core. */
export interface Transport {
  readonly availability: Messages.Availability
  /** The bytes of a message, whatever they are. */
  readonly raw: (read: Read) => Effect.Effect<Messages.Raw, MessageError.MessageError>
  /** The message, accepted, and with the id that was asked for where it has one. */
  readonly read: <A extends Json.JsonObject>(
    read: Read,
    accept: Accept<A>
  ) => Effect.Effect<A, MessageError.MessageError>
  /** The answer to one request, which is never sent again. */
  readonly post: <A extends Json.JsonObject>(
    post: Post,
    accept: Accept<A>
  ) => Effect.Effect<A, MessageError.MessageError>
}

/** Fails when the URL is not one that a key may be sent to, or no header can carry the credential. */
export const make = (options: Options): Effect.Effect<Transport, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { credential, missing, operations, provider } = options
    const url = yield* Either.mapLeft(BaseUrl.parse(options.url), (problem) =>
      ConfigError.InvalidData([provider, "url"], problem)
    )
    const unsendable = credential && Settings.credentialProblem(credential)
    if (unsendable !== undefined)
      return yield* Effect.fail(ConfigError.InvalidData([provider, "credential"], unsendable))
    const client = Exchange.quiet(yield* HttpClient.HttpClient)
    const policy = { ...Policy.defaults, ...options.policy }
    const clean = Words.cleaner(credential)
    const load = yield* Load.make(policy)

    const send = (request: HttpClientRequest.HttpClientRequest, target: Target) =>
      Exchange.exchange(client, prepare(request, target, credential), policy.maximumBodyBytes, clean)

    const configured =
      missing === undefined ? Effect.void : Effect.fail(new MessageError.NotConfigured({ provider, variable: missing }))

    const reading = <A>(read: Read, understand: (answer: Exchange.Answer) => Either.Either<A, Failure>) =>
      Effect.gen(function* () {
        const { ref } = read.address
        yield* carried(read)
        yield* configured
        const attempt = Effect.flatMap(send(HttpClientRequest.get(locate(url, read)), read), understand)
        return yield* Effect.mapError(load.read(attempt), (failed) => Told.get(provider, ref, failed))
      })

    return {
      availability: Json.compact({ provider, url, configured: missing === undefined, missing, operations }),
      raw: (read) => reading(read, Either.right),
      read: (read, accept) =>
        reading(read, (answer) =>
          Either.filterOrLeft(
            accepted(answer, accept, clean),
            (json) => isAsked(json, read.address.messageId),
            (json) => anotherId(json, clean)
          )
        ),
      post: (post, accept) =>
        Effect.gen(function* () {
          const { ref } = post.address
          yield* carried(post)
          yield* configured
          const request = yield* Effect.orDie(
            HttpClientRequest.bodyJson(HttpClientRequest.post(locate(url, post)), post.body)
          )
          const attempt = Effect.flatMap(send(request, post), (answer) => accepted(answer, accept, clean))
          return yield* Effect.mapError(load.post(attempt), (failed) => Told.post(provider, ref, failed))
        })
    }
  })

const locate = (url: string, { path, query = {} }: Target): string => {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`]
  )
  return `${url}/${path.map(encodeURIComponent).join("/")}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`
}

/** The ids that go into headers, each of them fit for it. */
const carried = ({ headers = {} }: Target): Either.Either<void, MessageError.InvalidRef> => {
  for (const [name, value] of Object.entries(headers)) {
    const problem = value === undefined ? undefined : Id.headerProblem(value)
    if (problem !== undefined) return Either.left(MessageError.InvalidRef.of(value ?? "", `a ${name} that ${problem}`))
  }
  return Either.void
}

const prepare = (
  request: HttpClientRequest.HttpClientRequest,
  { headers = {} }: Target,
  credential: Redacted.Redacted | undefined
): HttpClientRequest.HttpClientRequest => {
  const plain = HttpClientRequest.setHeaders(request, {
    accept: "application/json",
    "accept-encoding": "identity",
    ...Json.compact(headers)
  })
  return credential === undefined ? plain : HttpClientRequest.bearerToken(plain, credential)
}

const accepted = <A extends Json.JsonObject>(
  { body, contentType }: Exchange.Answer,
  accept: Accept<A>,
  clean: Words.Clean
): Either.Either<A, Failure> =>
  Body.json(body, contentType === undefined ? undefined : clean(contentType)).pipe(
    Either.flatMap((json) =>
      // A provider that answers 200 with an error in it has something to say.
      Either.mapLeft(accept(json), ({ path, problem }) => malformed(problem, { path, ...Words.read(json, clean) }))
    ),
    // The keys in a path are the provider's words too.
    Either.mapLeft((failure) => (failure.path === undefined ? failure : { ...failure, path: clean(failure.path) }))
  )

const anotherId = (json: Json.JsonObject, clean: Words.Clean): Failure =>
  malformed(`another id than the one that was asked for: ${clean(JSON.stringify(json["id"]))}`, { path: "/id" })

const isAsked = (json: Json.JsonObject, id: string): boolean => !Object.hasOwn(json, "id") || json["id"] === id
