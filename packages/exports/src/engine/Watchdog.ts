/** Works on lanes that make no progress, and removes old exports. */
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { codeOf, type Database, within } from "../store/Database.js"
import * as LaneLeases from "../store/LaneLeases.js"
import * as Upkeep from "../store/Upkeep.js"
import type { LaneId } from "../run/Lane.js"
import type { Held } from "../run/Leases.js"
import type { Engine } from "./Engine.js"

/** How often the engine looks for lost work. Without this, a database outage of four seconds made it forget its work for ten minutes. */
const wakeInterval = Duration.seconds(5)

/** How often it looks for lanes that make no progress. */
const rescueInterval = Duration.seconds(2)

/** How many queries the database must have answered before a lane counts as abandoned: after an outage, servers first renew their leases. */
const answers = 3

/** How many lanes a process works on without the engine. */
const maximum = 16

const sweepInterval = Duration.hours(1)

/** What the watchdog keeps going. */
export interface Parts {
  readonly engine: Pick<typeof Engine.Service, "forget" | "wake">
  readonly database: Database
  /** Works for one turn on a lane that makes no progress. */
  readonly rescue: (lane: LaneId) => Effect.Effect<Held>
  /** How long to keep an export after its end. */
  readonly keep: Duration.Duration
}

/** Runs until the scope closes. */
export const run = ({ database, engine, keep, rescue }: Parts) => {
  let answered = answers
  let busy = 0

  /**
   * The engine may have lost a lane, or a server died before it gave the lane to the engine. Then this process works on it, one turn at a time, so
   * that the engine can have it back.
   */
  const look = Effect.gen(function* () {
    const lanes = yield* within(LaneLeases.overdue(database, maximum - busy))
    answered += 1
    if (answered < answers) return
    for (const lane of lanes) {
      busy += 1
      yield* rescue(lane).pipe(Effect.ensuring(Effect.sync(() => (busy -= 1))), Effect.forkScoped)
    }
  }).pipe(Effect.tapError(() => Effect.sync(() => (answered = 0))))

  // A server of an older version may store an export at any time of an upgrade.
  const wake = Effect.zipRight(database.use(LaneLeases.adopt), LaneLeases.areAny(database)).pipe(
    Effect.flatMap((areAny) => (areAny ? engine.wake : Effect.void)),
    within
  )

  return Effect.all(
    [
      every("look", look, rescueInterval),
      Effect.delay(every("wake", wake, wakeInterval), wakeInterval),
      Effect.delay(
        every("sweep", within(sweep({ database, engine, keep }), sweepInterval), sweepInterval),
        sweepInterval
      )
    ].map((loop) => Effect.forkScoped(loop)),
    { discard: true }
  )
}

/** Removes a batch of exports that ended long ago, with everything that the engine stores about them. */
export const sweep = ({ database, engine, keep }: Pick<Parts, "database" | "engine" | "keep">) =>
  Effect.flatMap(Upkeep.expired(database, Duration.toMillis(keep)), (runs) =>
    Effect.forEach(runs, (run) => Effect.zipRight(engine.forget(run), Upkeep.remove(database, run.id)), {
      discard: true
    })
  )

/** Repeats a task whatever becomes of it, and reports the first failure in a row: an outage of the database is one. */
const every = <E extends { readonly cause?: unknown }, R>(
  task: string,
  effect: Effect.Effect<void, E, R>,
  interval: Duration.Duration
) => {
  let isFailing = false
  return effect.pipe(
    Effect.matchCauseEffect({
      onSuccess: () => Effect.sync(() => void (isFailing = false)),
      onFailure: (cause) =>
        Effect.suspend(() => {
          if (isFailing || Cause.isInterruptedOnly(cause)) return Effect.void
          isFailing = true
          return Effect.logError("The watchdog of exports failed", Cause.map(cause, codeOf)).pipe(
            Effect.annotateLogs({ task })
          )
        })
    }),
    Effect.repeat(Schedule.spaced(interval))
  )
}
