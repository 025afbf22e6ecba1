/** Knows which exports are asked to end, for all lanes of a process with two questions a second, and with none if no lane wants to know. */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { ExportsUnavailable } from "../ExportsError.js"

/** The cancellations of a process. */
export interface Cancellations {
  /** Waits until an export is asked to end. */
  readonly cancelled: (id: string) => Effect.Effect<void>
  /** Says that an export is asked to end, sooner than the next question finds it. */
  readonly add: (id: string) => void
}

const interval = "500 millis"

/** Asks `ids` for the exports that are asked to end, again and again until the scope closes. */
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
