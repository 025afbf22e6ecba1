/** Sends at most one post for each key of a caller: every repetition gets the response of the first post. */
import { Messages } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { acquire, type EarlierRequest, lost, warn } from "./Claiming.js"
import type { Fingerprint } from "./Fingerprint.js"
import { type IdempotencyError, KeyReused, OutcomeUnknown, PostInProgress } from "./IdempotencyError.js"
import * as Owners from "./Owners.js"
import type { PostOutcome } from "./PostOutcome.js"
import { IdempotencyStore, type Owner, type PostId } from "./store/IdempotencyStore.js"
import type { StoredResponse } from "./StoredResponse.js"
import { deadline, heartbeat, lease, persistent, timely, reservation } from "./StoreTiming.js"

/** A request with a key. */
export interface KeyedRequest extends PostId {
  /** The fingerprint of the request; reusing the key with another fingerprint is an error. */
  readonly fingerprint: Fingerprint
}

/** The response to a request with a key. */
export interface OnceResult {
  /** The response of the first request with the key. */
  readonly response: StoredResponse
  /** Whether an earlier request got this response first. */
  readonly isReplayed: boolean
}

/** The service that posts once for each key. */
export class Idempotency extends Context.Tag("@org/messages-idempotency/Idempotency")<
  Idempotency,
  {
    /** Runs the post unless an earlier request had the same key; its outcome is stored for repetitions. */
    readonly runOnce: (
      request: KeyedRequest,
      post: Effect.Effect<PostOutcome>
    ) => Effect.Effect<OnceResult, IdempotencyError>
  }
>() {}

/** How the service keeps keys. */
export interface Options {
  /** How long a key with a response is kept. */
  readonly ttl: Duration.Duration
}

/** What a repeated request gets for what was found of the first one. */
export const decide = (
  found: Omit<EarlierRequest, "owner" | "isLeased">,
  fingerprint: string
): Either.Either<StoredResponse, KeyReused | PostInProgress | OutcomeUnknown> => {
  if (found.fingerprint !== fingerprint) return Either.left(new KeyReused())
  if (found.response !== undefined) return Either.right(found.response)
  return Either.left(found.isAlive ? new PostInProgress() : new OutcomeUnknown())
}

const make = ({ ttl }: Options) =>
  Effect.gen(function* () {
    const store = yield* IdempotencyStore
    const port = yield* Messages.Messages
    const providers = Effect.orDie(port.providers)
    const owners = Owners.make()

    /** Runs the post of a claim; its outcome is stored in the background, by a fiber that it gives. */
    const runClaimed = (claim: Owner, post: Effect.Effect<PostOutcome>) =>
      Effect.gen(function* () {
        const heartbeats = Effect.orElseSucceed(timely(store.extend(claim, lease)), () => true).pipe(
          Effect.delay(heartbeat),
          Effect.repeat({ while: (stands) => stands }),
          Effect.zipRight(warn({ problem: lost }))
        )
        const beating = yield* Effect.forkDaemon(Effect.interruptible(heartbeats))
        const endClaim = Effect.zipRight(
          Effect.sync(() => owners.end(claim.owner)),
          Fiber.interrupt(beating)
        )
        const { isFinal, response } = yield* Effect.onError(post, () => Effect.forkDaemon(endClaim))
        const storing = isFinal ? store.complete(claim, response, ttl) : store.release(claim)
        return yield* Effect.interruptible(persistent(storing)).pipe(
          Effect.catchAll(warn),
          Effect.ensuring(endClaim),
          Effect.zipRight(Effect.ignore(timely(store.sweep))),
          Effect.forkDaemon,
          Effect.map((stored) => ({ response, stored }))
        )
      })

    const runOnce = Effect.fn("Idempotency.runOnce")(function* (
      request: KeyedRequest,
      post: Effect.Effect<PostOutcome>
    ) {
      const { digest: fingerprint, provider } = request.fingerprint
      const url = (yield* providers).find((availability) => availability.provider === provider)?.url ?? ""
      return yield* Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          // The response of one server says nothing about another, such as a stub or another environment.
          const id = { caller: `${request.caller} ${url}`, key: request.key, owner: owners.begin() }
          const claim = { ...id, fingerprint, lease, keep: Duration.max(ttl, reservation) }
          const found = yield* restore(acquire(store, claim, owners))
          if (found !== undefined) return { response: yield* decide(found, fingerprint), isReplayed: true }
          const { response, stored } = yield* runClaimed(claim, restore(post))
          // The caller gets the response even if it was not stored. Only a repetition is then told that the outcome is unknown.
          yield* restore(Effect.timeoutOption(Fiber.await(stored), deadline))
          return { response, isReplayed: false }
        })
      )
    })

    return Idempotency.of({ runOnce })
  })

/** Needs the port for the URLs of the providers, because a key belongs to one URL. */
export const layer = (options: Options): Layer.Layer<Idempotency, never, Messages.Messages | IdempotencyStore> =>
  Layer.effect(Idempotency, make(options))
