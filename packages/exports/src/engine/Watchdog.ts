/** Restarts exports that stand still, and removes old ones. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { Database } from "../store/Database.js"
import * as Upkeep from "../store/Upkeep.js"
import type { Engine } from "./Engine.js"

/** How often the engine looks for lost work. Without this, a database outage of four seconds made it forget its work for ten minutes. */
const wakeInterval = Duration.seconds(5)

/** How long an unfinished export may make no progress before its lanes are started again. A living lane reports at least every 30 seconds. */
const patience = Duration.seconds(75)

const sweepInterval = Duration.hours(1)

/** Runs until the scope closes. `keep` is how long an export is kept after its end. */
export const run = (engine: typeof Engine.Service, database: Database, keep: Duration.Duration) => {
  /** Starts lanes that never ran, because a server died between storing an export and starting them, and lanes that ended with a defect. */
  const revive = Effect.flatMap(Upkeep.stale(database, Duration.toMillis(patience)), (runs) =>
    Effect.forEach(
      runs,
      (run) =>
        Effect.gen(function* () {
          const [next = run] = (yield* engine.isOver(run)) ? yield* Upkeep.nextRun(database, run) : []
          yield* engine.start(next)
        }),
      { discard: true }
    )
  )

  const sweep = Effect.flatMap(Upkeep.expired(database, Duration.toMillis(keep)), (runs) =>
    Effect.forEach(runs, (run) => Effect.zipRight(engine.forget(run), Upkeep.remove(database, run.id)), {
      discard: true
    })
  )

  const every = <E>(interval: Duration.Duration, effect: Effect.Effect<void, E>) =>
    Effect.ignore(Effect.catchAllCause(effect, () => Effect.void)).pipe(
      Effect.repeat(Schedule.spaced(interval)),
      Effect.delay(interval),
      Effect.forkScoped
    )

  return Effect.all(
    [every(wakeInterval, engine.wake), every(Duration.seconds(15), revive), every(sweepInterval, sweep)],
    { discard: true }
  )
}
