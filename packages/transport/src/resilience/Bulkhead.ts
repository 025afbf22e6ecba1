/** Bounds what one provider may hold of this program: requests under way, and calls that wait for one of them to end. */
import * as Effect from "effect/Effect"
import type { CallFailure, ExchangeFailure } from "../exchange/ExchangeFailure.js"
import * as Monotonic from "./Monotonic.js"
import type { Policy } from "./Policy.js"

/** The room that a provider's calls have. */
export interface Bulkhead {
  /** Admits a call, or fails it at once when too many are waiting already. Every admitted call must `leave`. */
  readonly enter: () => CallFailure | undefined
  readonly leave: () => void
  /**
   * Starts a request of an admitted call as soon as there is room for it, with what is then left of `millis`. Fails when there is no room
   * within that time.
   */
  readonly run: <A>(
    request: (millis: number) => Effect.Effect<A, ExchangeFailure>,
    millis: number
  ) => Effect.Effect<A, ExchangeFailure>
}

/** A bulkhead that begins empty. */
export const make = ({ bulkhead }: Pick<Policy, "bulkhead">): Bulkhead => {
  const { inFlight, queue } = bulkhead
  const waiting = new Set<Waiter>()
  let calls = 0
  let requests = 0

  /** A request has ended: its place goes to the one that has waited longest. */
  const release = () => {
    for (const waiter of waiting) {
      waiting.delete(waiter)
      waiter.isGranted = true
      return waiter.resume?.()
    }
    requests -= 1
  }

  /** Waits for a place. A waiter that was granted one as it gave up hands it on. */
  const place = (millis: number, restore: Restore): Effect.Effect<void, ExchangeFailure> =>
    Effect.suspend(() => {
      const waiter: Waiter = { isGranted: false, resume: undefined }
      waiting.add(waiter)
      const granted = Effect.async<void>((resume) => {
        if (waiter.isGranted) resume(Effect.void)
        else waiter.resume = () => resume(Effect.void)
      })
      return Effect.onError(restore(Effect.timeoutFail(granted, { duration: millis, onTimeout: () => crowded })), () =>
        Effect.sync(() => {
          if (waiter.isGranted) release()
          else waiting.delete(waiter)
        })
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
    run: (request, millis) =>
      Effect.uninterruptibleMask((restore) => {
        const held = (effect: ReturnType<typeof request>) =>
          Effect.matchCauseEffect(restore(effect), {
            onSuccess: (value) => {
              release()
              return Effect.succeed(value)
            },
            onFailure: (cause) => {
              release()
              return Effect.failCause(cause)
            }
          })
        if (requests < inFlight) {
          requests += 1
          return held(request(millis))
        }
        return Effect.flatMap(Monotonic.now, (start) =>
          Effect.zipRight(
            place(millis, restore),
            Effect.flatMap(Monotonic.now, (now) => held(request(Math.max(start + millis - now, 1))))
          )
        )
      })
  }
}

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
  problem: "too many calls are waiting for it already"
}
