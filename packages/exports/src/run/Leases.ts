/** The lanes that this process works on. It holds each of them only as long as it renews the lease in the database. */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"
import * as Schedule from "effect/Schedule"
import type { SqlError } from "@effect/sql/SqlError"
import { type Database, within } from "../store/Database.js"
import * as LaneLeases from "../store/LaneLeases.js"
import type { LaneId, Outcome, Turn } from "./Lane.js"
import * as Detached from "./Detached.js"

/** How the work on a lane ended; `held` if the lane was not free. */
export type Held = Outcome | "held"

/** The lanes of a process. */
export interface Leases {
  /**
   * Works on a lane if it is free, and stops if another server takes it. `patience` is how long, in milliseconds, only the engine may
   * continue the lane after its turn; then any server may take it.
   */
  readonly hold: (lane: LaneId, work: (turn: Turn) => Effect.Effect<Outcome>, patience?: number) => Effect.Effect<Held>
  /** Ends all work at its next page, and gives the lanes to other servers. */
  readonly close: Effect.Effect<void>
}

/** How long a lane rests after such an outcome, in milliseconds. */
export const pauses: { readonly [O in Outcome]: number } = { more: 0, later: 15_000, away: 30_000, ended: 0 }

/** How often in a row a provider may be unavailable before the conversation fails: for about an hour. */
const maximumAbsences = 60

/** How often the database hears of this process. */
const interval = "2 seconds"

/** How long a renewal may take. A connection that never answers must not end the leases of a process that works. */
const limit = "2 seconds"

/** How long one turn may take. A request or a statement that never ends would hold its lane for ever, so it is left behind: a page is stored once. */
const longest = "3 minutes"

/** How long it waits for the pages that are being read when it closes, and then for the database. */
const farewell = "3 seconds"

/** Makes the lanes of the process with this name. The name stays the same after a restart, so a process can release its old lanes. */
export const make = (database: Database, owner: string) =>
  Effect.gen(function* () {
    const entries = new Map<string, Entry>()
    let isClosing = false
    let isOwing = false
    yield* LaneLeases.releaseAll(database, owner)

    const hold: Leases["hold"] = (lane, work, patience = LaneLeases.life) =>
      Effect.suspend(() => {
        const key = keyOf(lane)
        if (isClosing || entries.has(key)) return Effect.succeed("held" as const)
        const entry: Entry = { lost: Deferred.unsafeMake(FiberId.none), confirmedAt: undefined }
        entries.set(key, entry)
        return Effect.gen(function* () {
          const asked = yield* Clock.currentTimeMillis
          const taken = yield* persistent(LaneLeases.take(database, lane, owner))
          if (taken._tag === "Ended") return "ended"
          if (taken._tag === "Held") return "held"
          entry.confirmedAt = asked
          const { absences } = taken
          const turn: Turn = {
            confirm: confirm(lane, entry),
            isClosing: () => isClosing,
            isLastAttempt: absences >= maximumAbsences
          }
          const outcome = yield* work(turn).pipe(
            Effect.disconnect,
            Effect.timeoutTo({ duration: longest, onSuccess: (outcome) => outcome, onTimeout: () => "more" as const }),
            Effect.raceFirst(Effect.as(Deferred.await(entry.lost), "lost" as const))
          )
          if (outcome === "lost") return "more"
          yield* givenBack(
            outcome === "ended"
              ? LaneLeases.end(database, lane)
              : LaneLeases.release(database, lane, owner, {
                  dueIn: isClosing ? 0 : pauses[outcome] + patience,
                  absences: outcome === "away" ? absences + 1 : 0
                })
          )
          return outcome
        }).pipe(
          Effect.onError((cause) => {
            const back = (dueIn: number) => givenBack(LaneLeases.release(database, lane, owner, { dueIn }))
            if (Cause.isInterruptedOnly(cause)) return back(0)
            // Work that ended with a defect does not start again at once.
            return Effect.zipRight(reported(lane, cause), back(LaneLeases.life))
          }),
          Effect.ensuring(Effect.sync(() => entries.delete(key)))
        )
      }).pipe(Detached.run)

    /** Gives a lane back. If the database does not accept that now, `renew` does it later. */
    const givenBack = (effect: Effect.Effect<void, SqlError>) =>
      Effect.catchAll(within(effect), () => Effect.sync(() => void (isOwing = true)))

    // A process does not notice that it hung, but the clock shows it. This check avoids requests for a lane that was lost.
    const confirm = (lane: LaneId, entry: Entry) =>
      Effect.flatMap(Clock.currentTimeMillis, (asked) =>
        asked - (entry.confirmedAt ?? -Infinity) < LaneLeases.life
          ? Effect.void
          : Effect.flatMap(persistent(LaneLeases.confirm(database, lane, owner)), (isOurs) => {
              if (!isOurs) return Effect.zipRight(Deferred.succeed(entry.lost, undefined), Effect.never)
              entry.confirmedAt = asked
              return Effect.void
            })
      )

    const renew = Effect.gen(function* () {
      if (entries.size === 0 && !isOwing) return
      // What cannot be given back from here on is owed again.
      isOwing = false
      // An entry without a time is about to take its lane.
      const before = [...entries].filter(([, { confirmedAt }]) => confirmedAt !== undefined)
      const asked = yield* Clock.currentTimeMillis
      const ours = yield* LaneLeases.renew(database, owner)
      const found = new Set(ours.map(keyOf))
      for (const [key, entry] of before) {
        if (found.has(key)) entry.confirmedAt = asked
        else yield* Deferred.succeed(entry.lost, undefined)
      }
      // Lanes that could not be given back when their turns ended. Meanwhile this process may work on it again.
      yield* Effect.forEach(
        ours,
        (lane) =>
          Effect.suspend(() =>
            entries.has(keyOf(lane))
              ? Effect.void
              : LaneLeases.release(database, lane, owner, { dueIn: 0, ifDueBy: lane.dueAt })
          ),
        { discard: true }
      )
    }).pipe(
      (renewal) => within(renewal, limit),
      Effect.tapError(() => Effect.sync(() => (isOwing = true)))
    )
    yield* Effect.retry(renew, Schedule.spaced("1 second")).pipe(
      Effect.repeat(Schedule.spaced(interval)),
      Effect.forkScoped
    )

    const close = Effect.suspend(() => {
      isClosing = true
      return Effect.sync(() => entries.size === 0).pipe(
        Effect.repeat({ until: (isEmpty) => isEmpty, schedule: Schedule.spaced("20 millis") }),
        (isEmpty) => Effect.ignore(within(isEmpty, farewell)),
        Effect.zipRight(Effect.ignore(within(LaneLeases.releaseAll(database, owner), farewell)))
      )
    })
    return { close, hold } satisfies Leases
  })

interface Entry {
  /** Completed when another server has the lane. */
  readonly lost: Deferred.Deferred<void>
  /** When this process sent the last request with which the database confirmed the lane. */
  confirmedAt: number | undefined
}

const keyOf = ({ id, lane }: LaneId) => `${id}/${lane}`

/** Reports a defect: the lane goes on later, so that nothing else would show it. */
const reported = ({ id, lane }: LaneId, cause: Cause.Cause<never>) =>
  Effect.annotateLogs(Effect.logError("A lane of an export failed", cause), { export: id, lane })

/** Asks the database again until it answers. */
const persistent = <A>(effect: Effect.Effect<A, SqlError>): Effect.Effect<A> =>
  Effect.orDie(
    Effect.retry(within(effect), Schedule.union(Schedule.exponential("100 millis"), Schedule.spaced("1 second")))
  )
