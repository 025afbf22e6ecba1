/** Posts a message: once for each Idempotency-Key, and to completion even if the caller disconnects or the server is stopping. */
import * as PostRequest from "@org/messages-api/PostRequest"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { ConversationRef, MessageError, Messages, Problem } from "@org/messages-core"
import {
  Fingerprint,
  Idempotency,
  type IdempotencyError,
  IdempotencyKey,
  PostOutcome,
  type StoredResponse
} from "@org/messages-idempotency"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as FiberSet from "effect/FiberSet"
import type * as Scope from "effect/Scope"
import { createHash } from "node:crypto"
import * as Access from "../request/Access.js"
import type { Request } from "../request/Request.js"
import * as RequestBody from "../request/RequestBody.js"
import * as Response from "../response/Response.js"
import { Readiness } from "../socket/Readiness.js"
import { Settings } from "../start/Settings.js"

/** What the handler needs. */
export type Needs = Messages.Messages | Idempotency.Idempotency | Settings | Readiness | Scope.Scope

type Handler = (request: Request) => Effect.Effect<Response.ResponseOf<Messages.Posted>, Problem.Problem>

/** Makes the handler. */
export const make: Effect.Effect<Handler, never, Needs> = Effect.gen(function* () {
  const port = yield* Messages.Messages
  const idempotency = yield* Idempotency.Idempotency
  const settings = yield* Settings
  const withBody = RequestBody.reader(PostRequest.PostRequest, settings)
  const callerOf = Access.caller(settings.tokens)
  const { whileStopping } = yield* Readiness
  const posts = yield* FiberSet.make()
  yield* Effect.addFinalizer(() => whileStopping(FiberSet.awaitEmpty(posts)))

  /** Completes a post even if the request is interrupted. */
  const completePost = <A, E>(post: Effect.Effect<A, E>) =>
    FiberSet.run(posts, Effect.interruptible(post)).pipe(Effect.flatMap(Fiber.join))

  const postDraft = (request: Request, key: string | undefined, body: PostRequest.PostRequest) =>
    Effect.gen(function* () {
      const { conversation, ...draft } = body
      const address = yield* Either.mapLeft(ConversationRef.parse(conversation), (error) => ({
        ...Problem.of(error),
        path: "/conversation",
        ...MessageError.notDelivered("post")
      }))
      request.provider = address.provider
      const caller = callerOf(request)
      const post = port.post(address, draft, { key: key === undefined ? undefined : providerKey(caller, key) })
      if (key === undefined)
        return Response.stored(
          yield* completePost(Effect.mapBoth(post, { onSuccess: ofPosted, onFailure: Problem.of }))
        )
      const target = `${request.path}${request.query}`
      const fingerprint = Fingerprint.of(address.provider, target, { conversation: address.ref, ...draft })
      const keyed = { caller, key, fingerprint }
      const keyedPost = Effect.mapError(idempotency.runOnce(keyed, outcomeOf(post, request.id)), ofIdempotencyError)
      const { isReplayed, response } = yield* completePost(keyedPost)
      return Response.stored(
        isReplayed ? { ...response, headers: { ...response.headers, [IdempotencyKey.replayed]: "true" } } : response
      )
    })

  return (request: Request) =>
    Effect.flatMap(
      Either.mapLeft(
        IdempotencyKey.parse(IdempotencyKey.one(request.headers[IdempotencyKey.header])),
        () => RequestProblem.malformedKey
      ),
      (key) => withBody(request, (body) => postDraft(request, key, body))
    ).pipe(Effect.annotateLogs("requestId", request.id))
})

/**
 * The key for a provider with idempotency keys. All callers of this server share one account of the provider, so the keys of callers with tokens
 * are made distinct.
 */
const providerKey = (caller: string, key: string): string =>
  caller === Access.local ? key : createHash("sha256").update(`${caller} ${key}`).digest("base64url")

const outcomeOf = (post: Effect.Effect<Messages.Posted, MessageError.MessageError>, requestId: string) =>
  Effect.match(post, {
    onSuccess: (posted): PostOutcome.PostOutcome => ({ response: ofPosted(posted), isFinal: true }),
    onFailure: (error): PostOutcome.PostOutcome => ({
      response: ofProblem(Problem.of(error), requestId),
      isFinal: PostOutcome.isFinal(error)
    })
  })

const ofPosted = (posted: Messages.Posted): StoredResponse.StoredResponse => ({
  status: 201,
  contentType: "application/json",
  headers: posted.ref === undefined ? {} : { location: `/v1/messages/${encodeURIComponent(posted.ref)}` },
  body: JSON.stringify(posted)
})

/** The stored problem has the id of the request that failed, so repetitions get that id too. */
const ofProblem = (problem: Problem.Problem, requestId: string): StoredResponse.StoredResponse => ({
  status: problem.status,
  contentType: Problem.contentType,
  headers: Response.problemHeaders(problem),
  body: Response.problemBody(problem, requestId)
})

const ofIdempotencyError = (error: IdempotencyError.IdempotencyError): Problem.Problem => {
  switch (error._tag) {
    case "KeyReused":
      return RequestProblem.keyReused
    case "PostInProgress":
      return RequestProblem.postInProgress
    case "OutcomeUnknown":
      return RequestProblem.outcomeUnknown
    case "StoreFailure":
      return RequestProblem.storeUnavailable(error)
  }
}
