/** A lane of an export: it reads one conversation after another. Many lanes run in parallel, on any server. */
import { ConversationRef, type MessageError, type Messages, Problem, type Provider } from "@org/messages-core"
import { PageReader, type Pages } from "@org/messages-conversations"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { ExportsUnavailable } from "../ExportsError.js"
import type { Line } from "../ExportsOptions.js"
import type { ExportRow } from "../store/ExportRows.js"
import type { Place } from "../store/LaneRecords.js"
import * as PageBody from "../store/PageBody.js"
import type { LaneStore } from "./LaneStore.js"
import type { Pace } from "./Pace.js"

/** How one activity of a lane ended: there is more to do, a provider asks for a long wait or is unavailable, or nothing is left. */
export type Outcome = "more" | "later" | "away" | "ended"

/** What the lanes of a process share. */
export interface Lanes {
  readonly port: typeof Messages.Messages.Service
  readonly store: LaneStore
  readonly pace: Pace
  readonly pageSize: number | undefined
  readonly line: (format: string | undefined) => Line
  /** Waits until the export is cancelled. */
  readonly cancelled: (id: string) => Effect.Effect<void>
}

/** Identifies a lane of an export. */
export interface LaneId {
  readonly id: string
  readonly lane: number
}

/** What a lane knows about its turn. */
export interface Turn {
  /** Succeeds while this process holds the lane, and never returns if it does not. */
  readonly confirm: Effect.Effect<void>
  /** Whether the turn is to end at the next page. */
  readonly isClosing: () => boolean
  /** Whether a conversation whose provider is unavailable fails; otherwise it stays as it is, for a later turn. */
  readonly isLastAttempt: boolean
}

/** An activity ends after this many pages or this long, whichever comes first. */
const budget = { pages: 50, milliseconds: 30_000 }

/** Works for a while. The rows say where the lane is, so it needs no other memory. */
export const run = (
  lanes: Lanes,
  { id, lane }: LaneId,
  { confirm, isClosing, isLastAttempt }: Turn
): Effect.Effect<Outcome> =>
  Effect.gen(function* () {
    const { cancelled, pace, port, store } = lanes
    const stop = yield* Deferred.make<Outcome>()
    const deadline = (yield* Clock.currentTimeMillis) + budget.milliseconds
    let pages = 0
    let waits = 0

    const through = (provider: Provider.Provider): Pages.Through => {
      const paced = pace.through(provider, {
        onRefusal: Effect.sync(() => void (waits += 1)),
        onLongWait: Effect.zipRight(Deferred.succeed(stop, "later"), Effect.never)
      })
      return (request) => paced(Effect.zipRight(confirm, request))
    }

    const isSpent = Effect.map(
      Clock.currentTimeMillis,
      (now) => isClosing() || pages >= budget.pages || now >= deadline
    )

    const failed = (
      error: MessageError.MessageError,
      store: (problem: Problem.Problem) => Stored<void>
    ): Effect.Effect<Outcome | undefined> =>
      isAway(error) && !isLastAttempt
        ? Effect.succeed("away" satisfies Outcome)
        : Effect.as(persistent(store(Problem.of(error))), undefined)

    const read = (conversation: Place) =>
      Effect.gen(function* () {
        const address = yield* Effect.orDie(ConversationRef.parse(conversation.ref))
        const { cursor } = conversation
        const line = lanes.line(conversation.format)
        let place = conversation
        const step = (reader: PageReader.PageReader, state: PageReader.ReadState) =>
          Effect.gen(function* () {
            const { page, state: next } = yield* reader.read(state)
            const lines = page.items.map(line).filter((line) => line !== undefined)
            const committed = yield* persistent(
              store.commit(id, place, {
                lineCount: lines.length,
                body: yield* PageBody.encode(lines),
                messages: lines.length,
                faults: (page.faults?.length ?? 0) + page.items.length - lines.length,
                waits,
                next: next === undefined ? undefined : page.next
              })
            )
            if (committed !== "moved") return undefined
            pages += 1
            waits = 0
            place = { ...place, cursor: page.next, pages: place.pages + 1 }
            return next
          })
        return yield* Effect.gen(function* () {
          const reader = yield* PageReader.make(port, address, {
            cursor,
            // A cursor contains the size of its pages.
            ...(cursor === undefined && { limit: lanes.pageSize }),
            through: through(address.provider)
          })
          let state: PageReader.ReadState | undefined = reader.start
          while (state !== undefined) {
            if (yield* isSpent) return "more" satisfies Outcome
            state = yield* pace.step(address.provider, step(reader, state))
          }
          return undefined
        }).pipe(Effect.catchAll(({ error }) => failed(error, (problem) => store.fail(id, place, problem))))
      })

    const list = (row: ExportRow, provider: Provider.Provider) =>
      through(provider)(
        port.conversations(provider, {
          cursor: row.list_cursor ?? undefined,
          parent: row.parent ?? undefined,
          attempts: 1
        })
      ).pipe(
        Effect.flatMap(({ items, next }) => {
          pages += 1
          const refs = items.map(({ ref }) => ref)
          return persistent(store.commitList(row, refs, next === row.list_cursor ? undefined : next))
        }),
        Effect.as(undefined),
        Effect.catchAll((error) => failed(error, (problem) => store.failList(row, problem)))
      )

    const work: Effect.Effect<Outcome> = Effect.gen(function* () {
      while (!(yield* isSpent)) {
        const task = yield* persistent(store.claim(id, lane))
        if (task._tag === "Ended") {
          yield* persistent(store.finishExport(id))
          return "ended"
        }
        if (task._tag === "Wait") {
          yield* Effect.sleep(turn)
          continue
        }
        const outcome = yield* task._tag === "Read" ? read(task.conversation) : list(task.row, task.provider)
        if (outcome !== undefined) return outcome
      }
      return "more"
    })

    const begun: Effect.Effect<Outcome> = Effect.raceFirst(work, Deferred.await(stop))
    // Once an export is cancelled, all that is left is to record it in the rows.
    const outcome = yield* Effect.raceFirst(begun, Effect.as(cancelled(id), undefined))
    return outcome ?? (yield* work)
  })

type Stored<A> = Effect.Effect<A, ExportsUnavailable>

/** How long a lane without work waits while other lanes list conversations. */
const turn = "1 second"

/** Retries until the database answers. Every step can safely be repeated. */
const persistent = <A>(effect: Stored<A>): Effect.Effect<A> =>
  Effect.orDie(Effect.retry(effect, Schedule.union(Schedule.exponential("100 millis"), Schedule.spaced("1 second"))))

/** Whether the same request may succeed later. */
const isAway = (error: MessageError.MessageError): boolean =>
  error._tag === "GatewayFailure" ||
  (error._tag === "ProviderFailure" &&
    (error.reason === "Unavailable" || error.reason === "Timeout" || error.reason === "RateLimited"))
