/** Brings one conversation up to date. */
import { Pages } from "@org/messages-conversations"
import { type Message, type MessageError, Messages, type Page } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Database } from "../store/Database.js"
import * as OpenMessages from "./OpenMessages.js"
import * as PageStep from "./PageStep.js"
import * as ReadingPlan from "./ReadingPlan.js"
import * as Settlement from "./Settlement.js"
import type * as SyncState from "./SyncState.js"
import type { Tally } from "./Tally.js"

/** What the conversations of a sync share. */
export interface Context {
  readonly database: Database
  /** The port; every request through it is counted. */
  readonly port: typeof Messages.Messages.Service
  readonly through: Pages.Through | undefined
  readonly tally: Tally
  /** Reports the progress of the sync. */
  readonly progress: Effect.Effect<void>
}

/**
 * Reads what is new, and returns the outcome. The saved state says where the next pass continues, even after a failure. What the pass could not
 * read is in the tally afterwards, including what it could not read before an interruption.
 */
export const read = (context: Context, situation: ReadingPlan.Situation) =>
  Effect.gen(function* () {
    const { address, listed } = situation
    const { database, port, progress, tally, through } = context
    const before = situation.row.state
    const sum = { new: 0, changed: 0, gone: 0 }
    const seen = new Set<string>()
    let { row } = situation
    const tallyFaults = Effect.sync(() => {
      const { faults = 0, problems = [] } = row.state.reading ?? row.state
      // If this sync wrote no page, an earlier sync found these faults.
      if (row !== situation.row) tally.unread(address.ref, faults, problems)
    })

    const step = (reading: SyncState.Reading, page: Page.Page<Message.Message>) =>
      Effect.gen(function* () {
        if (reading.mode === "front" && page.items.length === 0) return yield* new PageStep.PlaceMoved()
        const now = yield* Clock.currentTimeMillis
        const done = yield* PageStep.write(database, row, reading, page, now)
        row = done.row
        sum.new += done.new
        sum.changed += done.changed
        sum.gone += done.gone
        for (const { ref } of page.items) if (ref !== undefined && before.open.includes(ref)) seen.add(ref)
        tally.wrote(done)
        yield* progress
        return done
      })

    const run = (start: SyncState.Reading) => {
      let reading = start
      const pages =
        start.mode === "front" ? frontPages(context, address, start.cursor) : wholePages(context, address, start.cursor)
      return pages.pipe(
        Stream.mapEffect((page) =>
          Effect.tap(step(reading, page), ({ row }) => (reading = row.state.reading ?? reading))
        ),
        Stream.takeUntil(({ isLast }) => isLast),
        Stream.runDrain,
        Effect.as(start.mode)
      )
    }
    // A complete pass has no place that could move.
    const runWhole = Effect.suspend(() => run(ReadingPlan.whole({ ...situation, row }))).pipe(
      Effect.catchTag("PlaceMoved", (moved) => Effect.die(moved))
    )

    const mode = yield* Effect.gen(function* () {
      const first = ReadingPlan.first(situation)
      const isFresh = first.mode === "whole" && before.reading === undefined
      let mode = yield* Effect.catchAll(run(first), (error) =>
        error._tag === "PlaceMoved" || (isPlaceGone(error) && !isFresh) ? runWhole : Effect.fail(error)
      )
      // While the pass was interrupted, messages before the place where it continues may have changed.
      if (before.reading !== undefined && mode === first.mode)
        mode = yield* Effect.catchAll(run(ReadingPlan.first({ ...situation, row, full: false })), (error) =>
          error._tag === "PlaceMoved" || isPlaceGone(error) ? runWhole : Effect.fail(error)
        )
      if (mode !== "whole") {
        // Messages that were still being written are expected to change.
        const edited = sum.changed - seen.size
        const open = before.open.filter((ref) => row.state.open.includes(ref) && !seen.has(ref))
        const { row: after, ...closed } = yield* OpenMessages.read({ database, port, row, through }, open)
        row = after
        sum.changed += closed.changed
        sum.gone += closed.gone
        tally.wrote({ new: 0, ...closed })
        const found = { ...sum, edited }
        if (ReadingPlan.isIncomplete(before, row.state, listed, found)) mode = yield* runWhole
        else row = yield* Settlement.settle(database, row, listed)
      }
      return mode
    }).pipe(Effect.ensuring(tallyFaults))
    /** Whether the conversation had messages and now has none. */
    const isEmptied = mode === "whole" && row.state.alive === 0 && sum.gone > 0
    return { ...sum, alive: row.state.alive, isEmptied, row }
  })

const wholePages = (
  { port, through }: Context,
  address: ReadingPlan.Situation["address"],
  cursor: SyncState.Reading["cursor"]
): Stream.Stream<Page.Page<Message.Message>, MessageError.MessageError> =>
  Pages.pages(address, {
    cursor,
    through,
    ...(cursor === undefined && { limit: ReadingPlan.pageSize(address.provider) })
  }).pipe(
    Stream.mapError(({ error }) => error),
    Stream.provideService(Messages.Messages, port)
  )

/** Reads one page after another without fetching ahead, because usually the first one is enough. */
const frontPages = (
  { port, through }: Context,
  address: ReadingPlan.Situation["address"],
  start: SyncState.Reading["cursor"]
): Stream.Stream<Page.Page<Message.Message>, MessageError.MessageError> =>
  Stream.paginateEffect(start, (cursor) => {
    const size = cursor === undefined ? { limit: ReadingPlan.pageSize(address.provider) } : { cursor }
    const request = port.list(address, { ...size, ...(through !== undefined && { attempts: 1 }) })
    return Effect.map(
      through === undefined ? request : through(request),
      (page) => [page, Option.fromNullable(page.next)] as const
    )
  })

const isPlaceGone = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === "InvalidCursor" || _tag === "ConversationChanged"
