/** Knows which exports have been cancelled, with two queries a second for all lanes of a process, and none while no lane asks. */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { ExportsUnavailable } from "../ExportsError.js"

/** The cancellations of a process. */
export interface Cancellations {
  /** Waits until an export is cancelled. */
  readonly cancelled: (id: string) => Effect.Effect<void>
  /** Reports a cancellation at once, before the next query finds it. */
  readonly add: (id: string) => void
}

const interval = "500 millis"

/** Polls `ids` for the cancelled exports until the scope closes. */
export const make = (ids: Effect.Effect<ReadonlyArray<string>, ExportsUnavailable>) =>
  Effect.gen(function* () {
    let known: ReadonlySet<string> = new Set<string>()
    let waiting = 0
    const look = Effect.suspend(() =>
      waiting === 0 ? Effect.void : Effect.map(ids, (ids) => void (known = new Set(ids)))
    )
    yield* Effect.ignore(look).pipe(Effect.repeat(Schedule.spaced(interval)), Effect.forkScoped)
    return {
      add: (id) => void (known = new Set([...known, id])),
      cancelled: (id) =>
        Effect.acquireUseRelease(
          Effect.sync(() => void (waiting += 1)),
          () =>
            Effect.sync(() => known.has(id)).pipe(
              Effect.repeat({ until: (isKnown) => isKnown, schedule: Schedule.spaced(interval) }),
              Effect.asVoid
            ),
          () => Effect.sync(() => void (waiting -= 1))
        )
    } satisfies Cancellations
  })
