/** The handlers: each says in a line what its endpoint does with the port. */
import * as HttpApiBuilder from "@effect/platform/HttpApiBuilder"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as OpenApi from "@effect/platform/OpenApi"
import { type Address, ConversationRef, type MessageError, Messages, Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Access from "./Access.js"
import { Api, Post } from "./Api.js"
import * as Body from "./Body.js"
import * as ETag from "./ETag.js"
import * as Fingerprint from "./Fingerprint.js"
import * as Idempotency from "./Idempotency.js"
import * as IdempotencyKey from "./IdempotencyKey.js"
import * as Kept from "./Kept.js"
import { Readiness } from "./Readiness.js"
import * as RequestId from "./RequestId.js"
import * as RequestLog from "./RequestLog.js"
import { Settings } from "./Settings.js"
import * as Target from "./Target.js"
import { version } from "./Version.js"

const messages = HttpApiBuilder.group(Api, "messages", (handlers) =>
  Effect.gen(function* () {
    const port = yield* Messages.Messages
    const idempotency = yield* Idempotency.Idempotency
    const { bodyLimit, tokens } = yield* Settings
    const bodyOf = Body.json(Post, bodyLimit)
    const callerOf = Access.caller(tokens)
    const { whileStopping } = yield* Readiness
    const posts = yield* FiberSet.make()
    yield* Effect.addFinalizer(() => whileStopping(FiberSet.awaitEmpty(posts)))

    /** A post that has begun is finished, even if whoever asked for it has gone, and the server is to stop. */
    const finish = <A, E>(post: Effect.Effect<A, E>) =>
      FiberSet.run(posts, Effect.interruptible(post)).pipe(Effect.flatMap(Fiber.join))

    return handlers
      .handleRaw("get", ({ path, request }) =>
        read(path.ref, request.url, (address) => Effect.map(port.get(address), json))
      )
      .handleRaw("getRaw", ({ path, request }) =>
        read(path.ref, request.url, (address) => Effect.map(port.getRaw(address), raw))
      )
      .handleRaw("post", ({ request }) =>
        Effect.gen(function* () {
          const key = yield* IdempotencyKey.from(request.headers[IdempotencyKey.header])
          const { conversation, ...draft } = yield* bodyOf(request)
          const address = yield* Either.mapLeft(ConversationRef.parse(conversation), (error) => ({
            ...Problem.of(error),
            path: "/conversation"
          }))
          yield* RequestLog.ofProvider(address)
          const post = port.post(address, draft)
          if (key === undefined)
            return Kept.response(
              yield* finish(Effect.mapBoth(post, { onSuccess: Kept.ofPosted, onFailure: Problem.of }))
            )
          const fingerprint = Fingerprint.of(request.url, { conversation: address.ref, ...draft })
          const keyed = { caller: callerOf(request), key, fingerprint }
          return replayable(yield* finish(idempotency.once(keyed, ended(post, request.headers[RequestId.header]))))
        })
      )
      .handleRaw("providers", () => Effect.map(port.providers, json))
  })
)

const service = HttpApiBuilder.group(Api, "service", (handlers) =>
  handlers
    .handle("start", () => Effect.succeed({ name: "messages", version, docs: "/docs", openapi: "/openapi.json" }))
    .handle("health", () => Effect.succeed({ status: "ok" as const }))
    .handle("readiness", () => Effect.succeed({ status: "ready" as const }))
    .handleRaw("openapi", () => ETag.conditional(json(OpenApi.fromApi(Api))))
)

export const layer = Layer.mergeAll(messages, service)

const read = <E extends MessageError.MessageError>(
  segment: string,
  url: string,
  answer: (address: Address.MessageAddress) => Effect.Effect<HttpServerResponse.HttpServerResponse, E>
) =>
  Target.ref(segment, url).pipe(
    Effect.tap(RequestLog.ofProvider),
    Effect.flatMap(answer),
    Effect.mapError(Problem.of),
    Effect.flatMap(ETag.conditional)
  )

const ended = (post: Effect.Effect<Messages.Posted, MessageError.MessageError>, requestId = "") =>
  Effect.match(post, {
    onSuccess: (posted) => ({ kept: Kept.ofPosted(posted), isFinal: true }),
    onFailure: (error) => ({
      kept: Kept.ofProblem(Problem.of(error), requestId),
      isFinal: Idempotency.isFinal(error)
    })
  })

const replayable = ({ isReplayed, kept }: Idempotency.Answered) =>
  isReplayed ? HttpServerResponse.setHeader(Kept.response(kept), IdempotencyKey.replayed, "true") : Kept.response(kept)

/** Printed as it is: an encoder of records would lose a `__proto__` key. */
const json = (value: object) =>
  HttpServerResponse.uint8Array(new TextEncoder().encode(JSON.stringify(value)), { contentType: "application/json" })

const raw = ({ body, contentType = "" }: Messages.Raw) =>
  HttpServerResponse.uint8Array(body, {
    contentType: jsonType.test(contentType) ? "application/json" : "application/octet-stream",
    headers: { "content-disposition": "attachment" }
  })

const jsonType = /^application\/([\w.+-]+\+)?json\s*(;|$)/i
