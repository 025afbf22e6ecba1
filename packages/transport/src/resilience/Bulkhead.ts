/** Limits how much of this program one provider can use: requests in flight, and calls that wait for one of them to end. */
import * as Effect from "effect/Effect"
import type { CallFailure, ExchangeFailure } from "../exchange/ExchangeFailure.js"
import * as Monotonic from "./Monotonic.js"
import type { Policy } from "./Policy.js"

/** The places for the calls and requests to one provider. */
export interface Bulkhead {
  /** Admits a call, or returns its failure if too many are already waiting. Every admitted call must `leave`. */
  readonly enter: () => CallFailure | undefined
  readonly leave: () => void
  /** Takes a place for one request; `false` if none is free. A taken place must be released. */
  readonly take: () => boolean
  readonly release: () => void
  /**
   * Waits for a place, then starts the request with the rest of `millis`, and releases the place when the request has ended. Fails when
   * no place becomes free within that time.
   */
  readonly run: <A>(
    request: (millis: number) => Effect.Effect<A, ExchangeFailure>,
    millis: number
  ) => Effect.Effect<A, ExchangeFailure>
}

/** A bulkhead, which starts empty. */
export const make = ({ bulkhead }: Pick<Policy, "bulkhead">): Bulkhead => {
  const { inFlight, queue } = bulkhead
  const waiting = new Set<Waiter>()
  let calls = 0
  let requests = 0

  const take = (): boolean => {
    if (requests >= inFlight) return false
    requests += 1
    return true
  }

  /** Passes the place to the request that has waited longest. */
  const release = () => {
    for (const waiter of waiting) {
      waiting.delete(waiter)
      waiter.isGranted = true
      return waiter.resume?.()
    }
    requests -= 1
  }

  /** Waits for a place, or fails after `millis`. A waiter that gives up may have been granted a place at the same moment. */
  const place = (millis: number, restore: Restore): Effect.Effect<void, ExchangeFailure> =>
    Effect.suspend(() => {
      if (take()) return Effect.void
      const waiter: Waiter = { isGranted: false, resume: undefined }
      waiting.add(waiter)
      const granted = Effect.async<void>((resume) => {
        if (waiter.isGranted) resume(Effect.void)
        else waiter.resume = () => resume(Effect.void)
      })
      const giveUp = Effect.sync(() => (waiter.isGranted ? release() : void waiting.delete(waiter)))
      return Effect.onError(
        restore(Effect.timeoutFail(granted, { duration: millis, onTimeout: () => crowded })),
        () => giveUp
      )
    })

  return {
    enter: () => {
      if (calls >= inFlight + queue) return { ...crowded, attempts: 0 }
      calls += 1
      return undefined
    },
    leave: () => {
      calls -= 1
    },
    take,
    release,
    run: (request, millis) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          const start = yield* Monotonic.now
          yield* place(millis, restore)
          const left = start + millis - (yield* Monotonic.now)
          return yield* Effect.ensuring(restore(request(Math.max(left, 1))), Effect.sync(release))
        })
      )
  }
}

/** A request that waits for a place. */
interface Waiter {
  isGranted: boolean
  resume: (() => void) | undefined
}

type Restore = <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, E>

const crowded: ExchangeFailure = {
  reason: "Unavailable",
  origin: "provider",
  unsent: true,
  notStarted: true,
  retryAfterMs: 1000,
  problem: "too many calls are already waiting for it"
}
