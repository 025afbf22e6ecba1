/** At most one post for each key of a caller: what the first one answered is answered to all that repeat it. */
import { type MessageError, Messages, type Problem } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { randomUUID } from "node:crypto"
import type { Fingerprint } from "./Fingerprint.js"
import type { Kept } from "./Kept.js"
import * as Refusal from "./Refusal.js"
import { Settings } from "./Settings.js"
import { type Found, type Id, Store, StoreFailure } from "./Store.js"

export interface Keyed extends Id {
  readonly fingerprint: Fingerprint
}

/** `isFinal`: the same post cannot come to anything else, or may have been delivered. */
export interface Ended {
  readonly kept: Kept
  readonly isFinal: boolean
}

export interface Answered {
  readonly kept: Kept
  readonly isReplayed: boolean
}

export class Idempotency extends Context.Tag("@org/messages-server/Idempotency")<
  Idempotency,
  { readonly once: (keyed: Keyed, post: Effect.Effect<Ended>) => Effect.Effect<Answered, Problem.Problem> }
>() {}

/** For the store to answer: longer than a failover should take, shorter than a caller waits. */
export const deadline = Duration.seconds(5)

/** How often whoever posts says that it is alive. */
export const heartbeat = Duration.seconds(3)

/** Longer than a slow claim, a pause and a slow heartbeat together. */
export const lease = Duration.seconds(15)

/** For how long, at least, the key of a post stays that nobody said the end of. */
export const unanswered = Duration.days(7)

/** For how long a store that fails is told how a post ended. */
export const persistence = Duration.minutes(1)

/** What a repeated request is told. */
export const decide = (found: Found, fingerprint: string, now: number): Either.Either<Kept, Problem.Problem> => {
  if (found.fingerprint !== fingerprint) return Either.left(Refusal.keyReused)
  if (found.answer !== undefined) return Either.right(found.answer)
  return Either.left(found.lease > now ? Refusal.postInProgress : Refusal.outcomeUnknown)
}

/** Whether an error of a post stays: unless it was not delivered for sure, and someone else than the caller can mend it. */
export const isFinal = (error: MessageError.MessageError): boolean =>
  error._tag === "ProviderFailure"
    ? error.delivery !== "not-delivered" || error.reason === "Rejected"
    : error._tag !== "NotConfigured"

const make = Effect.gen(function* () {
  const store = yield* Store
  const { providers } = yield* Messages.Messages
  const { idempotencyTtl } = yield* Settings
  const expiry = after(idempotencyTtl)
  const leased = after(lease)

  const once = Effect.fn("Idempotency.once")(function* (keyed: Keyed, post: Effect.Effect<Ended>) {
    const { digest: fingerprint, provider } = keyed.fingerprint
    const url = (yield* providers).find((availability) => availability.provider === provider)?.url ?? ""
    // What one server answered says nothing of another, such as a stub or another environment.
    const own = { caller: `${keyed.caller} ${url}`, key: keyed.key, owner: randomUUID() }
    const extend = Effect.flatMap(leased, (lease) => timely(store.extend(own, lease)))
    const release = Effect.ignore(persistent(store.release(own)))
    const elapsed = yield* stopwatch
    const now = yield* Clock.currentTimeMillis
    const expires = yield* after(Duration.max(idempotencyTtl, unanswered))
    const claim = { ...own, fingerprint, now, lease: yield* leased, expires }
    // After a slow claim or a pause, others may have been told that nobody knows; then nothing is sent.
    const confirm = Effect.gen(function* () {
      if (Duration.lessThan(yield* elapsed, heartbeat)) return
      if (!(yield* extend)) return yield* new StoreFailure({ problem: lost })
      if (Duration.greaterThanOrEqualTo(yield* elapsed, lease)) return yield* new StoreFailure({ problem: late })
    })
    const found = yield* timely(store.claim(claim)).pipe(
      Effect.tap((found) => (found === undefined ? confirm : Effect.void)),
      // The claim may stand although its answer was lost, or arrive after its release. Nothing has been posted.
      Effect.tapError(() => Effect.forkDaemon(Effect.zipRight(release, Effect.delay(release, lease)))),
      Effect.tapError(warn),
      Effect.mapError(Refusal.storeUnavailable)
    )
    if (found !== undefined) {
      const kept = yield* decide(found, fingerprint, yield* Clock.currentTimeMillis)
      return { kept, isReplayed: true }
    }
    const beating = Effect.orElseSucceed(extend, () => true).pipe(
      Effect.delay(heartbeat),
      Effect.repeat({ while: (stands) => stands }),
      Effect.zipRight(warn({ problem: lost }))
    )
    const end = ({ isFinal, kept }: Ended) =>
      isFinal ? Effect.flatMap(expiry, (expires) => store.answer(own, kept, expires)) : store.release(own)
    return yield* Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const heart = yield* Effect.forkDaemon(Effect.interruptible(beating))
        const ended = yield* Effect.onError(restore(post), () => Fiber.interruptFork(heart))
        const ending = yield* Effect.interruptible(persistent(end(ended))).pipe(
          Effect.catchAll(warn),
          Effect.ensuring(Fiber.interrupt(heart)),
          Effect.zipRight(Effect.ignore(timely(store.sweep(now)))),
          Effect.forkDaemon
        )
        // The caller gets the answer all the same: only a repetition will not know how the post ended.
        yield* restore(Effect.timeoutOption(Fiber.await(ending), deadline))
        return { kept: ended.kept, isReplayed: false }
      })
    )
  })

  return Idempotency.of({ once })
})

export const layer: Layer.Layer<Idempotency, never, Messages.Messages | Store | Settings> = Layer.effect(
  Idempotency,
  make
)

const lost = "a claim was lost"

const late = "it answered too late"

const after = (time: Duration.Duration) => Effect.map(Clock.currentTimeMillis, (now) => now + Duration.toMillis(time))

/** The longer of both clocks: one is set back by hand, and the other stands still while a machine sleeps. */
const stopwatch = Effect.map(Effect.all([Clock.currentTimeMillis, Clock.currentTimeNanos]), ([millis, nanos]) =>
  Effect.zipWith(Clock.currentTimeMillis, Clock.currentTimeNanos, (nowMillis, nowNanos) =>
    Duration.max(Duration.millis(nowMillis - millis), Duration.nanos(nowNanos - nanos))
  )
)

/** What its owner alone can do may be done again: it is the same. */
const persistent = <A>(operation: Effect.Effect<A, StoreFailure>) =>
  Effect.retry(
    timely(operation),
    Schedule.exponential("100 millis").pipe(Schedule.union(Schedule.spaced(heartbeat)), Schedule.upTo(persistence))
  )

/** Waits no longer than the deadline, also not for the operation to be given up. */
const timely = <A>(operation: Effect.Effect<A, StoreFailure>) =>
  operation.pipe(
    Effect.disconnect,
    Effect.timeoutFail({
      duration: deadline,
      onTimeout: () => new StoreFailure({ problem: "it does not answer in time" })
    })
  )

const warn = ({ problem }: Pick<StoreFailure, "problem">) =>
  Effect.annotateLogs(Effect.logWarning("store of posts"), { problem })
