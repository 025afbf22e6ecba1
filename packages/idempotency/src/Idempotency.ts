/** Sends at most one post for each key of a caller: every repetition gets the response of the first post. */
import { Messages } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { randomUUID } from "node:crypto"
import type { Fingerprint } from "./Fingerprint.js"
import { type IdempotencyError, KeyReused, OutcomeUnknown, PostInProgress } from "./IdempotencyError.js"
import type { PostOutcome } from "./PostOutcome.js"
import { type Claim, type PostRecord, IdempotencyStore, type PostId, StoreFailure } from "./store/IdempotencyStore.js"
import type { StoredResponse } from "./StoredResponse.js"
import { after, deadline, heartbeat, lease, persistent, stopwatch, timely, unanswered } from "./StoreTiming.js"

/** A request with a key. */
export interface KeyedRequest extends PostId {
  readonly fingerprint: Fingerprint
}

/** The response to a request with a key. */
export interface OnceResult {
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

/** What a repeated request gets for the record of the first one. `now` is in epoch milliseconds. */
export const decide = (
  found: PostRecord,
  fingerprint: string,
  now: number
): Either.Either<StoredResponse, KeyReused | PostInProgress | OutcomeUnknown> => {
  if (found.fingerprint !== fingerprint) return Either.left(new KeyReused())
  if (found.response !== undefined) return Either.right(found.response)
  return Either.left(found.lease > now ? new PostInProgress() : new OutcomeUnknown())
}

const make = ({ ttl }: Options) =>
  Effect.gen(function* () {
    const store = yield* IdempotencyStore
    const port = yield* Messages.Messages
    const providers = Effect.orDie(port.providers)
    const sweep = Effect.flatMap(Clock.currentTimeMillis, (now) => timely(store.sweep(now)))

    const runOnce = Effect.fn("Idempotency.runOnce")(function* (
      request: KeyedRequest,
      post: Effect.Effect<PostOutcome>
    ) {
      const { digest: fingerprint, provider } = request.fingerprint
      const url = (yield* providers).find((availability) => availability.provider === provider)?.url ?? ""
      // The response of one server says nothing about another, such as a stub or another environment.
      const owner = { caller: `${request.caller} ${url}`, key: request.key, owner: randomUUID() }
      const found = yield* acquire(store, { ...owner, fingerprint }, ttl)
      if (found !== undefined) {
        const response = yield* decide(found, fingerprint, yield* Clock.currentTimeMillis)
        return { response, isReplayed: true }
      }
      const renew = Effect.flatMap(after(lease), (lease) => store.extend(owner, lease))
      const heartbeats = Effect.orElseSucceed(timely(renew), () => true).pipe(
        Effect.delay(heartbeat),
        Effect.repeat({ while: (stands) => stands }),
        Effect.zipRight(warn({ problem: lost }))
      )
      const storeOutcome = ({ isFinal, response }: PostOutcome) =>
        isFinal
          ? Effect.flatMap(after(ttl), (expires) => store.complete(owner, response, expires))
          : store.release(owner)
      return yield* Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          const beating = yield* Effect.forkDaemon(Effect.interruptible(heartbeats))
          const outcome = yield* Effect.onError(restore(post), () => Fiber.interruptFork(beating))
          const storing = yield* Effect.interruptible(persistent(storeOutcome(outcome))).pipe(
            Effect.catchAll(warn),
            Effect.ensuring(Fiber.interrupt(beating)),
            Effect.zipRight(Effect.ignore(sweep)),
            Effect.forkDaemon
          )
          // The caller gets the response even if it was not stored. Only a repetition is then told that the outcome is unknown.
          yield* restore(Effect.timeoutOption(Fiber.await(storing), deadline))
          return { response: outcome.response, isReplayed: false }
        })
      )
    })

    return Idempotency.of({ runOnce })
  })

/** Needs the port for the URLs of the providers, because a key belongs to one URL. */
export const layer = (options: Options): Layer.Layer<Idempotency, never, Messages.Messages | IdempotencyStore> =>
  Layer.effect(Idempotency, make(options))

/** Claims the key and makes sure that the claim is still alive; gives the record of an earlier request, if there is one. */
const acquire = (
  store: typeof IdempotencyStore.Service,
  request: Omit<Claim, "now" | "lease" | "expires">,
  ttl: Duration.Duration
) =>
  Effect.gen(function* () {
    // The stopwatch starts before the lease is computed, so it measures every pause in between.
    const elapsed = yield* stopwatch
    const now = yield* Clock.currentTimeMillis
    const expires = yield* after(Duration.max(ttl, unanswered))
    const release = Effect.ignore(persistent(store.release(request)))
    // After a slow claim or a pause, another request may have been told that the outcome is unknown. Then nothing may be sent.
    const confirm = Effect.gen(function* () {
      if (Duration.lessThan(yield* elapsed, heartbeat)) return
      const stands = yield* Effect.flatMap(after(lease), (lease) => timely(store.extend(request, lease)))
      if (!stands) return yield* new StoreFailure({ problem: lost })
      if (Duration.greaterThanOrEqualTo(yield* elapsed, lease)) return yield* new StoreFailure({ problem: late })
    })
    return yield* timely(store.claim({ ...request, now, lease: yield* after(lease), expires })).pipe(
      Effect.tap((found) => (found === undefined ? confirm : Effect.void)),
      // The store may have the claim although its reply was lost, or may get it after its release. Nothing has been posted.
      Effect.tapError(() => Effect.forkDaemon(Effect.zipRight(release, Effect.delay(release, lease)))),
      Effect.tapError(warn)
    )
  })

const lost = "a claim was lost"

const late = "it answered too late"

const warn = ({ problem }: Pick<StoreFailure, "problem">) =>
  Effect.annotateLogs(Effect.logWarning("idempotency store failed"), { problem })
