/** Claims a key for a post that is about to be sent. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Owners } from "./Owners.js"
import { type Claim, type IdempotencyStore, type PostRecord, StoreFailure } from "./store/IdempotencyStore.js"
import { heartbeat, lease, persistent, stopwatch, timely } from "./StoreTiming.js"

/** The record of an earlier request with the same key, and whether its owner was still alive when the record was read. */
export interface EarlierRequest extends PostRecord {
  readonly isAlive: boolean
}

/** Claims the key and makes sure that the claim still exists; gives the earlier request if there is one. */
export const acquire = (store: typeof IdempotencyStore.Service, claim: Claim, { end, isAlive }: Owners) =>
  Effect.gen(function* () {
    // The stopwatch starts before the claim, so it measures every pause since then.
    const elapsed = yield* stopwatch
    // After a slow claim or a pause, another request may have been told that the outcome is unknown. Then nothing may be sent.
    const confirm = Effect.gen(function* () {
      if (Duration.lessThan(yield* elapsed, heartbeat)) return
      const stands = yield* timely(store.extend(claim, lease))
      if (!stands) return yield* new StoreFailure({ problem: lost })
      if (Duration.greaterThanOrEqualTo(yield* elapsed, lease)) return yield* new StoreFailure({ problem: late })
    })
    const ended = Effect.sync(() => end(claim.owner))
    const release = Effect.ignore(persistent(store.release(claim)))
    // The store may have the claim although its reply was lost, or may get it after its release. Nothing has been posted.
    const abandon = Effect.zipRight(release, Effect.delay(release, lease)).pipe(Effect.ensuring(ended))
    const claimOrFind = Effect.map(
      timely(store.claim(claim)),
      (found) => found && { ...found, isAlive: isAlive(found) }
    )
    return yield* confirmed(claimOrFind).pipe(
      Effect.tap((found) => (found === undefined ? confirm : ended)),
      Effect.onError(() => Effect.forkDaemon(Effect.interruptible(abandon))),
      Effect.tapError(warn)
    )
  })

/** Reads a record again whose owner is gone: the owner may have stored its response after the record was read. */
const confirmed = (
  claimOrFind: Effect.Effect<EarlierRequest | undefined, StoreFailure>,
  gone?: string
): Effect.Effect<EarlierRequest | undefined, StoreFailure> =>
  Effect.flatMap(claimOrFind, (found) =>
    found === undefined || found.response !== undefined || found.isAlive || found.owner === gone
      ? Effect.succeed(found)
      : confirmed(claimOrFind, found.owner)
  )

/** The problem when the store no longer has a claim. */
export const lost = "a claim was lost"

const late = "it responded too late"

/** Logs that the store failed. */
export const warn = ({ problem }: Pick<StoreFailure, "problem">) =>
  Effect.annotateLogs(Effect.logWarning("idempotency store failed"), { problem })
