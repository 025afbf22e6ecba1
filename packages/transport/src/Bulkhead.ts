/** Bounds what one provider may hold of this program: calls under way, and calls that wait for one to end. */
import * as Effect from "effect/Effect"
import type { Failed, Failure } from "./Failure.js"
import type { Policy } from "./Policy.js"

/** The room that a provider's calls have. */
export interface Bulkhead {
  /** Admits a call, or fails at once when as many are waiting as may. */
  readonly admit: <A>(call: Effect.Effect<A, Failed>) => Effect.Effect<A, Failed>
  /** Runs one request of a call when there is room for it; fails when there is none within `millis`, or when it is not done by then. */
  readonly run: <A>(request: Effect.Effect<A, Failure>, millis: number, late: Failure) => Effect.Effect<A, Failure>
}

/** A bulkhead that begins empty. */
export const make = ({ bulkhead }: Pick<Policy, "bulkhead">): Effect.Effect<Bulkhead> =>
  Effect.map(Effect.makeSemaphore(bulkhead.inFlight), (semaphore) => {
    let calls = 0

    const enter = Effect.suspend(() => {
      if (calls >= bulkhead.inFlight + bulkhead.queue) return Effect.fail({ ...crowded, attempts: 0 })
      calls += 1
      return Effect.void
    })

    const leave = Effect.sync(() => {
      calls -= 1
    })

    return {
      admit: (call) =>
        Effect.acquireUseRelease(
          enter,
          () => call,
          () => leave
        ),
      run: (request, millis, late) =>
        Effect.suspend(() => {
          let isSent = false
          const sent = Effect.suspend(() => {
            isSent = true
            return request
          })
          return Effect.timeoutFail(semaphore.withPermits(1)(sent), {
            duration: millis,
            onTimeout: () => (isSent ? late : crowded)
          })
        })
    }
  })

const crowded: Failure = {
  reason: "Unavailable",
  origin: "provider",
  unsent: true,
  unasked: true,
  retryAfterMs: 1000,
  problem: "too many calls are waiting for it already"
}
